/** A mapped row in, a product or all the reasons against it out; pure, and each row gets exactly one verdict. */
@NullMarked
package org.catalogsync.quality.row;

import org.jspecify.annotations.NullMarked;

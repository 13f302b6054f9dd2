/** Tests of the package of the same name. */
@NullMarked
package org.catalogsync.quality.row;

import org.jspecify.annotations.NullMarked;

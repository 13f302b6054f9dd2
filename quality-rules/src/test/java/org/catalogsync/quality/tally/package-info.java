/** Tests of the package of the same name. */
@NullMarked
package org.catalogsync.quality.tally;

import org.jspecify.annotations.NullMarked;

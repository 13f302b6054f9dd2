/** Tests of the package of the same name. */
@NullMarked
package org.catalogsync.quality.gate;

import org.jspecify.annotations.NullMarked;

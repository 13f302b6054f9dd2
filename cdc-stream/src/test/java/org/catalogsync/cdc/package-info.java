/** Tests of the stream as a whole. */
@NullMarked
package org.catalogsync.cdc;

import org.jspecify.annotations.NullMarked;

/** The stream on real parts. */
@NullMarked
package org.catalogsync.cdc.stream;

import org.jspecify.annotations.NullMarked;

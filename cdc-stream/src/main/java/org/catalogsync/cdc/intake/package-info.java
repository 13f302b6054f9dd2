/** Records as they come from a stream or a file, with their place in it. */
@NullMarked
package org.catalogsync.cdc.intake;

import org.jspecify.annotations.NullMarked;

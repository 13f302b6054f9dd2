/** Up to which commit every change of the stream is handled: of each shard what its reader has seen, of the stream the least of them. */
@NullMarked
package org.catalogsync.cdc.watermark;

import org.jspecify.annotations.NullMarked;

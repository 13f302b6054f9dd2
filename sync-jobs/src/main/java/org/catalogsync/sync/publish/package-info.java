/** Makes the night visible: alias swap, cache invalidation, completion event, watermark; idempotent step by step. */
@NullMarked
package org.catalogsync.sync.publish;

import org.jspecify.annotations.NullMarked;

/** That the watermark is never later than what is handled, whoever reads which shard. */
@NullMarked
package org.catalogsync.cdc.watermark;

import org.jspecify.annotations.NullMarked;

/** Which instance reads which shard: shared evenly, given up when asked, taken over from those that no longer beat. */
@NullMarked
package org.catalogsync.cdc.shards;

import org.jspecify.annotations.NullMarked;

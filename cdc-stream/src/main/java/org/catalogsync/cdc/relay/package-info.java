/** From the product table's own stream to the queues of hints: one hint for each write, at least once, in the order of the writes of a key; then the shard's checkpoint moves. */
@NullMarked
package org.catalogsync.cdc.relay;

import org.jspecify.annotations.NullMarked;

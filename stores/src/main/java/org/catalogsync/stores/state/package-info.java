/** Small facts about the synchronisation (DynamoDB manga-sync-state): watermark, register of generations. */
@NullMarked
package org.catalogsync.stores.state;

import org.jspecify.annotations.NullMarked;

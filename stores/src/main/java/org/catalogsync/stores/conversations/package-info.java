/** What the chat remembers of a conversation (DynamoDB manga-chat), until it expires. */
@NullMarked
package org.catalogsync.stores.conversations;

import org.jspecify.annotations.NullMarked;

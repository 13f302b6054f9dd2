/** Text to vectors (Bedrock Titan), each text computed once and kept in a table by the hash of model, shape and text. */
@NullMarked
package org.catalogsync.stores.embeddings;

import org.jspecify.annotations.NullMarked;

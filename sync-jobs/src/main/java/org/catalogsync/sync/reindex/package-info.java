/** Builds a new index generation beside the live one from the product table; embeddings are computed once per text. */
@NullMarked
package org.catalogsync.sync.reindex;

import org.jspecify.annotations.NullMarked;

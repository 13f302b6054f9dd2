/** What every source of embeddings must do, and what it does when the model is slow or throttles. */
@NullMarked
package org.catalogsync.stores.embeddings;

import org.jspecify.annotations.NullMarked;

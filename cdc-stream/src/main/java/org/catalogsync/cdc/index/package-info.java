/** Hints into OpenSearch: what the product table holds now, in every registered generation. */
@NullMarked
package org.catalogsync.cdc.index;

import org.jspecify.annotations.NullMarked;

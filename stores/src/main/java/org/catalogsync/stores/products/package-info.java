/** The product table (DynamoDB): every write is conditional on the rev that was read; a refused write is an outcome. */
@NullMarked
package org.catalogsync.stores.products;

import org.jspecify.annotations.NullMarked;

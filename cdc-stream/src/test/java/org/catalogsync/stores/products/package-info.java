/** Writers that tests need and nobody else may have. */
@NullMarked
package org.catalogsync.stores.products;

import org.jspecify.annotations.NullMarked;

/** What every product table must do, and what it does when the network fails it. */
@NullMarked
package org.catalogsync.stores.products;

import org.jspecify.annotations.NullMarked;

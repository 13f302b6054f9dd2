/** What makes index generations follow the product table: the register of generations, documents from items, and the update of some keys in every registered generation. */
@NullMarked
package org.catalogsync.stores.follow;

import org.jspecify.annotations.NullMarked;

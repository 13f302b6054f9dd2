/** What every object store must do, and what it does when the network fails it. */
@NullMarked
package org.catalogsync.stores.objects;

import org.jspecify.annotations.NullMarked;

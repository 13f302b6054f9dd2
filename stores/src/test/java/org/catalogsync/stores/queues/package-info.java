/** What every queue must do. */
@NullMarked
package org.catalogsync.stores.queues;

import org.jspecify.annotations.NullMarked;

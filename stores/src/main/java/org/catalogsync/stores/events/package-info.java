/** Events on a bus (EventBridge): at least once, in batches within the service's limits, failed entries alone are retried. */
@NullMarked
package org.catalogsync.stores.events;

import org.jspecify.annotations.NullMarked;

/** What the metrics say, over queues and stores in memory. */
@NullMarked
package org.catalogsync.cdc.observe;

import org.jspecify.annotations.NullMarked;

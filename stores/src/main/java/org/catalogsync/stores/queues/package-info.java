/** Messages in queues (SQS): batches, partial failures, dead-letter queues. */
@NullMarked
package org.catalogsync.stores.queues;

import org.jspecify.annotations.NullMarked;

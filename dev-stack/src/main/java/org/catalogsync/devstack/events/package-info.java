/** EventBridge on one machine: rules in, events matched by Amazon's own engine, envelopes out to SQS before the caller has its answer. */
@NullMarked
package org.catalogsync.devstack.events;

import org.jspecify.annotations.NullMarked;

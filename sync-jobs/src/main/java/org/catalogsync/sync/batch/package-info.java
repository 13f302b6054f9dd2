/** The only place that knows Spring Batch: turns the flow's steps into a restartable job and runs it. */
@NullMarked
package org.catalogsync.sync.batch;

import org.jspecify.annotations.NullMarked;

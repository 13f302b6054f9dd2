/** Hints from the queues: received, handled, acknowledged one by one; what fails comes again, and ends in the dead letters. */
@NullMarked
package org.catalogsync.cdc.fanout;

import org.jspecify.annotations.NullMarked;

/** What the binder's client tells of shards, against answers that are written down. */
@NullMarked
package org.catalogsync.cdc.kinesis;

import org.jspecify.annotations.NullMarked;

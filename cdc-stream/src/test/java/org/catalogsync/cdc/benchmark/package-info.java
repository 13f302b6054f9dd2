/** How fast the stream is, beside a bare loop; run by {@code benchmarks/stream}. */
@NullMarked
package org.catalogsync.cdc.benchmark;

import org.jspecify.annotations.NullMarked;

/** Generated files in, rows a second of this project and of its peers out, each measured as a process of its own; counts are checked before a time is believed. */
@NullMarked
package org.catalogsync.benchmark.throughput;

import org.jspecify.annotations.NullMarked;

/** A deterministic world of ERP, nightly runs, stream, index, cache and crashes: the project's own stages and write path over stores in memory, one seeded interleaving at a time. */
@NullMarked
package org.catalogsync.sync.simulation;

import org.jspecify.annotations.NullMarked;

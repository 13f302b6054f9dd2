/** A DMS task in, its files out: started or taken over while it runs, awaited within a deadline, and believed complete only by its own counts. */
@NullMarked
package org.catalogsync.sync.fullload;

import org.jspecify.annotations.NullMarked;

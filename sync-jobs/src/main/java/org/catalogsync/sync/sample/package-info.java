/** A seed and a size in, an invented catalogue in the ERP's own forms and the exact tallies that a sync must report for it out; the same seed gives the same bytes. */
@NullMarked
package org.catalogsync.sync.sample;

import org.jspecify.annotations.NullMarked;

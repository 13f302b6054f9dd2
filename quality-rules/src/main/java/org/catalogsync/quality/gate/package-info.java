/** Tallies of a whole extract or plan in, one verdict per check out; pure, so that a restart judges the same as the first run. */
@NullMarked
package org.catalogsync.quality.gate;

import org.jspecify.annotations.NullMarked;

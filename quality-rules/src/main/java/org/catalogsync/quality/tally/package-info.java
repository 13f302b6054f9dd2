/** Row verdicts in, counts per rule with a few examples out; bounded in memory, and tallies of parts add up to the tally of the whole. */
@NullMarked
package org.catalogsync.quality.tally;

import org.jspecify.annotations.NullMarked;

/** Judges the night's data before the first write and the plan before it is applied; an operator may accept with a reason. */
@NullMarked
package org.catalogsync.sync.gate;

import org.jspecify.annotations.NullMarked;

/** Kills, stops and wakes the real process wherever it hurts, and compares what the stores hold in the end with an undisturbed night. */
@NullMarked
package org.catalogsync.sync.campaign;

import org.jspecify.annotations.NullMarked;

/** Hints into Redis: answers about a changed key become unreadable. */
@NullMarked
package org.catalogsync.cdc.invalidate;

import org.jspecify.annotations.NullMarked;

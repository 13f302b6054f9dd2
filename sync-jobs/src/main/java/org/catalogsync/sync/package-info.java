/** The nightly synchronisation: Application starts it, {@link org.catalogsync.sync.NightlyFlow} tells its story from top to bottom, Settings are what an operator may turn. */
@NullMarked
package org.catalogsync.sync;

import org.jspecify.annotations.NullMarked;

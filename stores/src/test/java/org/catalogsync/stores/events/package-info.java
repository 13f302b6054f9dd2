/** What every event bus must do. */
@NullMarked
package org.catalogsync.stores.events;

import org.jspecify.annotations.NullMarked;

/** What every keeper of sync state must do. */
@NullMarked
package org.catalogsync.stores.state;

import org.jspecify.annotations.NullMarked;

/** What every answer cache must do, and the law that it never serves a stale answer. */
@NullMarked
package org.catalogsync.stores.cache;

import org.jspecify.annotations.NullMarked;

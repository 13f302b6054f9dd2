/** The answer cache (Redis): a nonce per ISBN keeps an older value from ever being served after an invalidation. */
@NullMarked
package org.catalogsync.stores.cache;

import org.jspecify.annotations.NullMarked;

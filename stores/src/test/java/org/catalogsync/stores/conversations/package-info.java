@NullUnmarked
package org.catalogsync.stores.conversations;

import org.jspecify.annotations.NullUnmarked;

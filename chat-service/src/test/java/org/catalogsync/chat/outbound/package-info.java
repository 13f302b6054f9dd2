@NullUnmarked
package org.catalogsync.chat.outbound;

import org.jspecify.annotations.NullUnmarked;

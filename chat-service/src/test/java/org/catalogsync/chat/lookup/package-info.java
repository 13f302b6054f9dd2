@NullMarked
package org.catalogsync.chat.lookup;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.catalogsync.chat.compose;

import org.jspecify.annotations.NullMarked;

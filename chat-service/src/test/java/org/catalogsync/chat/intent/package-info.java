@NullMarked
package org.catalogsync.chat.intent;

import org.jspecify.annotations.NullMarked;

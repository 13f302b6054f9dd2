@NullMarked
package org.catalogsync.chat.eval;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.catalogsync.chat;

import org.jspecify.annotations.NullMarked;

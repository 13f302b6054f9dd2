@NullMarked
package org.catalogsync.chat.retrieve;

import org.jspecify.annotations.NullMarked;

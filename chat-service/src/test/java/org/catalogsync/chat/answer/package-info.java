@NullMarked
package org.catalogsync.chat.answer;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.catalogsync.chat.session;

import org.jspecify.annotations.NullMarked;

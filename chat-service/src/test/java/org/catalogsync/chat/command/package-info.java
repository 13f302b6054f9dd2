@NullMarked
package org.catalogsync.chat.command;

import org.jspecify.annotations.NullMarked;

/** The chat: a question in, frames out, within three seconds. {@code ChatFlow} has the order of things. */
@NullMarked
package org.catalogsync.chat;

import org.jspecify.annotations.NullMarked;

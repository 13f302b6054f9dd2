/** Measures the chat: questions made from the catalogue, of which it is known what they ask, and a judge of intent, items and numbers. */
@NullMarked
package org.catalogsync.chat.eval;

import org.jspecify.annotations.NullMarked;

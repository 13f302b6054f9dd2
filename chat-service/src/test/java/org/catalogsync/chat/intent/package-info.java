/** What is understood of a question, example by example. */
@NullMarked
package org.catalogsync.chat.intent;

import org.jspecify.annotations.NullMarked;

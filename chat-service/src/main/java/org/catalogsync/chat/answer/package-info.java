/** What goes to the customer: frames, and answers that were given before and still hold. */
@NullMarked
package org.catalogsync.chat.answer;

import org.jspecify.annotations.NullMarked;

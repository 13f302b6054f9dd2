/** The page in a real browser: asked as a customer would, read as one would, and by one who sees or hears it differently. */
@NullMarked
package org.catalogsync.chat.page;

import org.jspecify.annotations.NullMarked;

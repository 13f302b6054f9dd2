/** Questions with known answers, over catalogues invented and real. */
@NullMarked
package org.catalogsync.chat.eval;

import org.jspecify.annotations.NullMarked;

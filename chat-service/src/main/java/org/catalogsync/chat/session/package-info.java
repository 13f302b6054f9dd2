/** Who has asked what before, and what it cost: read beside everything else, never waited for. */
@NullMarked
package org.catalogsync.chat.session;

import org.jspecify.annotations.NullMarked;

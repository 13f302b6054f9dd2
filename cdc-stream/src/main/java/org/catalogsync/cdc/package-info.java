/** Real-time changes: from the source's log to the stores, in order of version. {@code StreamFlow} tells the story. */
@NullMarked
package org.catalogsync.cdc;

import org.jspecify.annotations.NullMarked;

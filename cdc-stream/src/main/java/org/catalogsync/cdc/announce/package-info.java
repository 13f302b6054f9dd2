/** Events about what was written, made from the written item alone, so that whoever tries again announces the same. */
@NullMarked
package org.catalogsync.cdc.announce;

import org.jspecify.annotations.NullMarked;

/** What every catalogue index must do, and how well it finds titles that are written otherwise. */
@NullMarked
package org.catalogsync.stores.index;

import org.jspecify.annotations.NullMarked;

/** What every queue must do. */
@NullMarked
package org.catalogsync.stores.fullload;

import org.jspecify.annotations.NullMarked;

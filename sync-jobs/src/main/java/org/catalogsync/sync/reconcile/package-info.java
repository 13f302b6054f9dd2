/** Proves by content that extract, product table and generation are equal, or lists every difference by key and field. */
@NullMarked
package org.catalogsync.sync.reconcile;

import org.jspecify.annotations.NullMarked;

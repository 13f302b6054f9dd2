/** Applies the persisted plan to the product table, each write conditional on the rev that was planned against; idempotent per slice. */
@NullMarked
package org.catalogsync.sync.load;

import org.jspecify.annotations.NullMarked;

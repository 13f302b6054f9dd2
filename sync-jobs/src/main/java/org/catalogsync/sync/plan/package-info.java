/** Compares the validated extract with what the product table holds, and persists what is to be written before the first write. */
@NullMarked
package org.catalogsync.sync.plan;

import org.jspecify.annotations.NullMarked;

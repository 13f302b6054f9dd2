/** One answer for each ISBN, whatever rows come. */
@NullMarked
package org.catalogsync.erp.stock;

import org.jspecify.annotations.NullMarked;

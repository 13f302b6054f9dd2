/** The ERP's rows in, one answer for each ISBN that was asked for out: which row is whose, and what may be believed of it; pure. */
@NullMarked
package org.catalogsync.erp.stock;

import org.jspecify.annotations.NullMarked;

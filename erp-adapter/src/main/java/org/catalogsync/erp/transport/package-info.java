/** Bytes to the ERP and back: one exchange a call, within its deadline and its bounds, never again by itself; what comes back, or does not, is a value. */
@NullMarked
package org.catalogsync.erp.transport;

import org.jspecify.annotations.NullMarked;

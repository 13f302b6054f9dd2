/** What the legacy ERP says of stock, for callers who know nothing of SOAP, Shift_JIS or HTTP: an ISBN and a deadline in, one typed answer with its as-of time out, whatever the ERP did. */
@NullMarked
package org.catalogsync.erp;

import org.jspecify.annotations.NullMarked;

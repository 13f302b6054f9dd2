/** Who is asked for when, and what becomes of it when the ERP does not do its part. */
@NullMarked
package org.catalogsync.erp.fair;

import org.jspecify.annotations.NullMarked;

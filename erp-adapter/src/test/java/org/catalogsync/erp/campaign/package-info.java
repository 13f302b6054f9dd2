/** The way to the ERP as several processes use it, against the stack's ERP; docs/campaigns.md. */
@NullMarked
package org.catalogsync.erp.campaign;

import org.jspecify.annotations.NullMarked;

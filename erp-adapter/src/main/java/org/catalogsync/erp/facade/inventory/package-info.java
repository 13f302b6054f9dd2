/** The inventory resource: ISBNs in any written form in, one item for each out, with what the ERP said and when. Never a number that the ERP did not give. */
@NullMarked
package org.catalogsync.erp.facade.inventory;

import org.jspecify.annotations.NullMarked;

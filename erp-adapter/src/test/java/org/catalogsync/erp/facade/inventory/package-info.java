@NullMarked
package org.catalogsync.erp.facade.inventory;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.catalogsync.erp.facade.access;

import org.jspecify.annotations.NullMarked;

/** The rate at which the ERP may be asked, shared by all processes. */
@NullMarked
package org.catalogsync.erp.pace;

import org.jspecify.annotations.NullMarked;

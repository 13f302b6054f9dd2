@NullMarked
package org.catalogsync.erp.facade;

import org.jspecify.annotations.NullMarked;

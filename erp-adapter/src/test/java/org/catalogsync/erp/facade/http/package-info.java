@NullMarked
package org.catalogsync.erp.facade.http;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.catalogsync.devstack.erp;

import org.jspecify.annotations.NullMarked;

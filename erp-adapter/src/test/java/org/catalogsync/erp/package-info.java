/** The adapter as its callers see it, over real HTTP on this machine. */
@NullMarked
package org.catalogsync.erp;

import org.jspecify.annotations.NullMarked;

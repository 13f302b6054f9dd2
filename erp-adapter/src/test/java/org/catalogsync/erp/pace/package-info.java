/** That the rate is never exceeded. */
@NullMarked
package org.catalogsync.erp.pace;

import org.jspecify.annotations.NullMarked;

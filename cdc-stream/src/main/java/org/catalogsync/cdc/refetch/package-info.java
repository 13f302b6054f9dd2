/** Keys of which only the ERP can tell what is true. */
@NullMarked
package org.catalogsync.cdc.refetch;

import org.jspecify.annotations.NullMarked;

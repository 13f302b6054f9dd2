/** What becomes of keys that only the ERP can tell about. */
@NullMarked
package org.catalogsync.cdc.refetch;

import org.jspecify.annotations.NullMarked;

/** Records as DMS writes them, of books that do not exist, for load tests: the same seed gives the same records. */
@NullMarked
package org.catalogsync.cdc.generate;

import org.jspecify.annotations.NullMarked;

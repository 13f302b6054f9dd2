/** Keys of the product table and of a list in, the ERP's own word on each of them out, as rows that extract stages like any file's; what nobody could ask about is never taken for missing. */
@NullMarked
package org.catalogsync.sync.ask;

import org.jspecify.annotations.NullMarked;

/** Bytes of records whose fields stand at fixed places in, rows of decoded texts out; widths count bytes, as mainframes do, and a record of another length is a row with a flaw. */
@NullMarked
package org.catalogsync.sync.fixed;

import org.jspecify.annotations.NullMarked;

/** What a record is, however it is written: rows out of bytes, each with its place, so that what reads them need not know the format. */
@NullMarked
package org.catalogsync.sync.record;

import org.jspecify.annotations.NullMarked;

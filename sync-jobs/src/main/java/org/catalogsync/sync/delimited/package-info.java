/** Bytes of delimited records in, rows of lazily decoded texts out, each with its line and byte offset; no byte is skipped silently and no record is too broken to be a row. */
@NullMarked
package org.catalogsync.sync.delimited;

import org.jspecify.annotations.NullMarked;

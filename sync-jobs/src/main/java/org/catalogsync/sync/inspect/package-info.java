/** The files of a source in, their digests, row counts and split points out, in one pass and constant memory; what is broken as a whole or drifted from its declaration is refused with file and line. */
@NullMarked
package org.catalogsync.sync.inspect;

import org.jspecify.annotations.NullMarked;

/** Generated records, read by the stream's own decoder. */
@NullMarked
package org.catalogsync.cdc.generate;

import org.jspecify.annotations.NullMarked;

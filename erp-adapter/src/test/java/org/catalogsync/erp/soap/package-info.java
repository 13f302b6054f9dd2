/** Envelopes both ways, held against tables, parsers and decoders that are not ours, and against documents that are made to hurt. */
@NullMarked
package org.catalogsync.erp.soap;

import org.jspecify.annotations.NullMarked;

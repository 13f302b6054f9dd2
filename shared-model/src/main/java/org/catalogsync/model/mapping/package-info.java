/** Legacy rows in, typed readings of the canonical fields out, by declared rules column by column; pure and shareable between threads, and no text is too broken to be answered. */
@NullMarked
package org.catalogsync.model.mapping;

import org.jspecify.annotations.NullMarked;

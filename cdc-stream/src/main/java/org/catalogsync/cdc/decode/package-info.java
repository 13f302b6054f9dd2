/** From the bytes of a record of the source's log to what it says of its keys. Total: bad bytes become a {@link org.catalogsync.cdc.decode.Decoded.Poison}, never an exception. */
@NullMarked
package org.catalogsync.cdc.decode;

import org.jspecify.annotations.NullMarked;

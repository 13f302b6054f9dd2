/** What cannot be applied, kept with its bytes, place and reason until somebody lets it in again. */
@NullMarked
package org.catalogsync.cdc.quarantine;

import org.jspecify.annotations.NullMarked;

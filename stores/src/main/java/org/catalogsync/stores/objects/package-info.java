/** Objects by key (S3): staged input, intermediate results and reports; a put is atomic and idempotent. */
@NullMarked
package org.catalogsync.stores.objects;

import org.jspecify.annotations.NullMarked;

/** One block of raw bytes in, accepted rows by bucket and rejected rows with every reason out; idempotent per block. */
@NullMarked
package org.catalogsync.sync.transform;

import org.jspecify.annotations.NullMarked;

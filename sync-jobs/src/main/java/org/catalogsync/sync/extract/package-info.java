/** Inspects a source before any store is touched, then stages its files unchanged with a manifest. */
@NullMarked
package org.catalogsync.sync.extract;

import org.jspecify.annotations.NullMarked;

/** The catalogue index (OpenSearch): generations behind one alias, versioned by rev, searched by text and by vector. */
@NullMarked
package org.catalogsync.stores.index;

import org.jspecify.annotations.NullMarked;

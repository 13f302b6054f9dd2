/** A folder or an object prefix and its declaration in, the declared files in a fixed order out; incomplete, empty or unreadable input is {@link org.catalogsync.sync.source.UnusableInput}. */
@NullMarked
package org.catalogsync.sync.source;

import org.jspecify.annotations.NullMarked;

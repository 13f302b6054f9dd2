/** Titles as they are found, and kept equal to the index. */
@NullMarked
package org.catalogsync.chat.retrieve;

import org.jspecify.annotations.NullMarked;

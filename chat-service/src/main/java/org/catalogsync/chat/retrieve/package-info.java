/** Titles to volumes: an index of the catalogue's titles in memory, and searches by words and by meaning. */
@NullMarked
package org.catalogsync.chat.retrieve;

import org.jspecify.annotations.NullMarked;

/** The chat under an open load, as a process of its own, with and without something broken beside it. */
@NullMarked
package org.catalogsync.benchmark.chat;

import org.jspecify.annotations.NullMarked;

/** What is counted and timed: metrics, traces, one structured line per answer, without a word that a customer wrote. */
@NullMarked
package org.catalogsync.chat.observe;

import org.jspecify.annotations.NullMarked;

/** What a person reads of a run: one self-contained page and the same as JSON. */
@NullMarked
package org.catalogsync.sync.report;

import org.jspecify.annotations.NullMarked;

package org.catalogsync.sync.report;

import org.jspecify.annotations.Nullable;

/**
 * A section of the page. A section without content says why, since zeros would look like results.
 *
 * @param content null where the run did not get that far
 * @param absence why there is nothing, in a sentence
 */
record Part<T>(@Nullable T content, String absence) {}

package org.catalogsync.chat.intent;

import org.jspecify.annotations.Nullable;

/**
 * What the small model made of a question on which the rules were not sure. Its words are looked for in the catalogue like a customer's: it decides nothing by itself.
 *
 * @param title the title that the question speaks of, null for none
 * @param volume of it, null for none
 */
public record Hint(
        Intent intent, @Nullable String title, @Nullable String volume) {}

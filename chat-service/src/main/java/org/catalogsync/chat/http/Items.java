package org.catalogsync.chat.http;

import java.time.Instant;
import org.catalogsync.model.Isbn;

/** What is known of a volume, from wherever it is known. */
@FunctionalInterface
public interface Items {

    /** Looks a volume up; may wait, within the deadline of a question. */
    Found find(Isbn isbn);

    /** What became of it. */
    sealed interface Found {

        /** It is there. */
        record Present(ItemView view) implements Found {}

        /** Nobody knows it. */
        record Unknown() implements Found {}

        /** Nobody could be asked whether there is one. */
        record Unavailable() implements Found {}

        /** It was in the catalogue until then. */
        record Deleted(Instant at) implements Found {}
    }
}

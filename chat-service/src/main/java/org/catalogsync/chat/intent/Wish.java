package org.catalogsync.chat.intent;

import java.util.List;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/**
 * What a question asks for, as far as it was understood.
 *
 * @param sure false where rules found no clear intent: then the small model may be asked
 * @param isbns the volumes that it speaks of and that the catalogue has, in the order in which they are mentioned, {@link #MOST} at most
 * @param series the name of a series, where a whole series was named and no volume of it; {@code isbns} are then its volumes
 * @param badIsbns what was written like an ISBN and is none
 * @param unknown titles, with their volume, as they were written, that the catalogue does not have
 * @param near volumes that an unknown title may have meant, the likeliest first; never answered as if they had been asked for
 * @param more whether it speaks of more volumes than {@code isbns} has place for
 * @param topic what is left of the question without the words that ask; for a search by meaning. May be empty
 */
public record Wish(
        Language language,
        Intent intent,
        boolean sure,
        List<Isbn> isbns,
        @Nullable String series,
        List<BadIsbn> badIsbns,
        List<String> unknown,
        List<Isbn> near,
        boolean more,
        String topic) {

    /** As many volumes as one question may be about; the ERP answers as many in one request. */
    public static final int MOST = 20;

    public Wish {
        isbns = List.copyOf(isbns);
        badIsbns = List.copyOf(badIsbns);
        unknown = List.copyOf(unknown);
        near = List.copyOf(near);
    }

    /**
     * A number that was meant as an ISBN.
     *
     * @param written as the customer wrote it, 20 characters at most
     * @param corrected the ISBN that it would be with another check digit, null where its length is wrong
     */
    public record BadIsbn(String written, @Nullable Isbn corrected) {}
}

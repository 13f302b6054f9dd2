package org.catalogsync.chat.lookup;

import java.util.Optional;
import org.catalogsync.model.Isbn;

/** What this process remembers of volumes, for when nobody can be asked. */
public interface LastKnown {

    /** A fact of {@link Fact.Source#CACHE}, stale; none where nothing is known to have been true at any time. */
    Optional<Fact> fact(Isbn isbn);

    /** The code of the warehouse that it stood in, also where there is no fact; none for a volume that is not remembered. */
    Optional<String> warehouse(Isbn isbn);
}

package org.catalogsync.sync.xml;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What the fields of one record hold. Filled by one thread, then only read. */
final class RecordFields {
    private final @Nullable String[] texts;
    private final BitSet seen = new BitSet();
    private final BitSet attributes = new BitSet();
    private final BitSet unmappable = new BitSet();
    private final StringBuilder flaws = new StringBuilder();

    RecordFields(int fields) {
        this.texts = new String[fields];
    }

    /** Whether a field came for the first time; otherwise nobody knows which of its values is meant. */
    boolean isFirst(int field, String name, boolean isAttribute) {
        if (seen.get(field)) {
            flaw(name + " stands twice"
                    + (attributes.get(field) == isAttribute ? "" : ", as an attribute and as an element"));
            return false;
        }
        seen.set(field);
        attributes.set(field, isAttribute);
        return true;
    }

    void put(int field, @Nullable String text, boolean decodes) {
        texts[field] = text;
        unmappable.set(field, !decodes);
    }

    void flaw(String reason) {
        flaws.append(flaws.isEmpty() ? "" : "\n").append(reason);
    }

    @Nullable
    String text(int field) {
        return texts[field];
    }

    boolean unmappable(int field) {
        return unmappable.get(field);
    }

    /** What is wrong with the record as a whole, one reason a line; null where nothing is. */
    @Nullable
    String flaw() {
        return flaws.isEmpty() ? null : flaws.toString();
    }
}

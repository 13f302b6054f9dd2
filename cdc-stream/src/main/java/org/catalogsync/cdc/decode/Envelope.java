package org.catalogsync.cdc.decode;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of a record as they stand in it, before anything is made of them. */
final class Envelope {
    final Part metadata = new Part();
    final Part data = new Part();
    final Part beforeImage = new Part();
    final Part control = new Part();

    Scalar recordType = Scalar.ABSENT;
    Scalar operation = Scalar.ABSENT;
    Scalar schema = Scalar.ABSENT;
    Scalar table = Scalar.ABSENT;
    Scalar timestamp = Scalar.ABSENT;
    Scalar commitTimestamp = Scalar.ABSENT;
    Scalar position = Scalar.ABSENT;
    Scalar recordId = Scalar.ABSENT;

    @Nullable
    Cells now;

    @Nullable
    Cells before;

    /** The columns of the table's definition, null where the record has none. */
    @Nullable
    Set<String> definition;

    /** The mapped columns that the control part mentions anywhere, the primary key's own list aside. */
    final Set<String> mentioned = new LinkedHashSet<>();

    /** Whether the control part names anything at all. */
    boolean mentionsAny;

    /** One part of the envelope: there or not, and an object or not. */
    static final class Part {
        private Kind kind = Kind.ABSENT;
        private String found = "nothing";

        void is(Kind kind, String found) {
            this.kind = kind;
            this.found = found;
        }

        boolean isObject() {
            return kind == Kind.OBJECT;
        }

        /** Neither there nor null. */
        boolean isMissing() {
            return kind == Kind.ABSENT || kind == Kind.NULL;
        }

        String found() {
            return found;
        }
    }

    /** What a value of JSON is. */
    enum Kind {
        ABSENT,
        NULL,
        STRING,
        NUMBER,
        BOOLEAN,
        OBJECT,
        ARRAY
    }

    /** A value of the metadata. */
    record Scalar(Kind kind, String text) {
        static final Scalar ABSENT = new Scalar(Kind.ABSENT, "nothing");
        static final Scalar NULL = new Scalar(Kind.NULL, "null");

        boolean isText() {
            return kind == Kind.STRING;
        }

        /** Neither there, nor null, nor an empty text: DMS writes all three where it has nothing to say. */
        boolean isMissing() {
            return kind == Kind.ABSENT || kind == Kind.NULL || (kind == Kind.STRING && text.isEmpty());
        }

        String found() {
            return Excerpt.of(text);
        }
    }
}

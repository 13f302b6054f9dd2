package org.catalogsync.model.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a converter made of a text. */
public sealed interface Reading<T> {

    /** The text says this. */
    record Value<T>(T value, List<Remark> remarks) implements Reading<T> {
        public Value(T value) {
            this(value, List.of());
        }
    }

    /** The source has no value: its null, or nothing but space. */
    record Absent<T>() implements Reading<T> {
        private static final Absent<Object> ABSENT = new Absent<>();
    }

    /**
     * There is a text, and it does not say what the field needs.
     *
     * @param expected the accepted forms, for people
     */
    record Unreadable<T>(Problem problem, String expected) implements Reading<T> {}

    /** Why a text is unreadable. */
    enum Problem {
        /** Bytes outside the declared charset. */
        UNMAPPABLE_BYTES,
        /** Not one of the accepted forms. */
        FORM,
        /** The right form, but its check digit belongs to another number. */
        CHECK_DIGIT,
        /** The right form, but no such value can be: the 31st of April, a negative price, a number beyond 32 bits. */
        IMPOSSIBLE
    }

    /** The value where there is one. */
    default @Nullable T orNull() {
        return this instanceof Value<T> known ? known.value() : null;
    }

    /** The one absent reading, shared. */
    @SuppressWarnings("unchecked") // holds no value, so it stands for every type
    static <T> Reading<T> absent() {
        return (Reading<T>) Absent.ABSENT;
    }
}

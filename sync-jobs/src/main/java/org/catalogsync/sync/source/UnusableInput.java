package org.catalogsync.sync.source;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The input as a whole cannot be synced, and no store was touched. Says what is wrong, where, what was expected and what was found; where several things are wrong, all of them, the first one first.
 */
public final class UnusableInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient List<Problem> problems;

    /** The kinds of unusable input; {@link #wire()} is the {@code code} of {@code --json}. */
    public enum Code {
        /** No such folder, bucket or file. */
        SOURCE_MISSING,
        /** Nothing there that matches. */
        SOURCE_EMPTY,
        /** It is there and cannot be read. */
        SOURCE_UNREADABLE,
        /** A numbered file is missing, or rows are fewer or more than declared. */
        SOURCE_INCOMPLETE,
        /** The declaration is wrong, or none or several could be meant. */
        DECLARATION_INVALID,
        /** An open quote at the end, a record that is too long, bytes that no text has. */
        FILE_MALFORMED,
        /** The bytes are not of the declared charset. */
        CHARSET_WRONG,
        /** The columns are not the declared ones. */
        SCHEMA_DRIFT,
        /** A file is not what was inspected any more. */
        FILE_CHANGED,
        /** The watermark cannot be true. */
        WATERMARK_IMPOSSIBLE,
        /** Older than the tombstones that it would have to meet. */
        EXTRACT_TOO_OLD;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param where {@code file:line}, or the file or folder where no line is meant
     */
    public record Problem(String what, String where, String expected, String found) {
        @Override
        public String toString() {
            return where + ": " + what + "; expected " + expected + ", found " + found;
        }
    }

    public UnusableInput(Code code, String what, String where, String expected, String found) {
        this(code, List.of(new Problem(what, where, expected, found)));
    }

    /** @param problems at least one */
    public UnusableInput(Code code, List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    public String code() {
        return code.wire();
    }

    public List<Problem> problems() {
        return problems;
    }

    public String what() {
        return problems.getFirst().what();
    }

    public String where() {
        return problems.getFirst().where();
    }

    public String expected() {
        return problems.getFirst().expected();
    }

    public String found() {
        return problems.getFirst().found();
    }
}

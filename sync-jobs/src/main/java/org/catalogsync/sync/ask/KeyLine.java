package org.catalogsync.sync.ask;

import java.util.Objects;
import java.util.function.Consumer;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.sync.staging.JsonLines;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A key to ask for, with what the ERP's answers do not say of it.
 *
 * @param listed whether the list names it; otherwise only the product table does
 * @param updatedAtMicros of several rows of a list the newest one speaks; {@link #NO_TIME} without
 */
record KeyLine(Isbn isbn, boolean listed, Said titleKana, Said author, Said genre, long updatedAtMicros) {
    static final long NO_TIME = Long.MIN_VALUE;

    /**
     * What one witness says of a field.
     *
     * @param known false where it says nothing, or nothing readable; then another witness may speak
     * @param text null where there is none
     */
    record Said(boolean known, @Nullable String text) {
        static final Said NOTHING = new Said(false, null);

        static Said of(@Nullable String text) {
            return new Said(true, text);
        }

        Said or(Said other) {
            return known ? this : other;
        }
    }

    /** A key of a bare list. */
    static KeyLine listed(Isbn isbn) {
        return new KeyLine(isbn, true, Said.NOTHING, Said.NOTHING, Said.NOTHING, NO_TIME);
    }

    /** As the product table has it. */
    static KeyLine stored(Product product) {
        return new KeyLine(
                product.isbn(),
                false,
                Said.of(product.titleKana()),
                Said.of(product.author()),
                Said.of(product.genre()),
                NO_TIME);
    }

    /** What both say of one key: the list before the table, a newer row of the list before an older one; at a tie the later one. */
    KeyLine with(KeyLine later) {
        boolean mineFirst = listed != later.listed ? listed : updatedAtMicros > later.updatedAtMicros;
        KeyLine first = mineFirst ? this : later;
        KeyLine second = mineFirst ? later : this;
        return new KeyLine(
                isbn,
                first.listed,
                first.titleKana.or(second.titleKana),
                first.author.or(second.author),
                first.genre.or(second.genre),
                Math.max(updatedAtMicros, later.updatedAtMicros));
    }

    void write(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("isbn", isbn.value());
        out.writeBooleanProperty("listed", listed);
        write(out, "title_kana", titleKana);
        write(out, "author", author);
        write(out, "genre", genre);
        if (updatedAtMicros != NO_TIME) {
            out.writeNumberProperty("updated_at", updatedAtMicros);
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, String name, Said said) {
        if (said.known() && said.text() == null) {
            out.writeNullProperty(name);
        } else if (said.known()) {
            out.writeStringProperty(name, said.text());
        }
    }

    static void read(byte[] lines, Consumer<KeyLine> visitor) {
        Reader reader = new Reader();
        JsonLines.read(lines, reader::property, () -> visitor.accept(reader.line()));
    }

    /** Collects the properties of one line. */
    private static final class Reader {
        private @Nullable String isbn;
        private boolean listed;
        private Said titleKana = Said.NOTHING;
        private Said author = Said.NOTHING;
        private Said genre = Said.NOTHING;
        private long updatedAt = NO_TIME;

        void property(String name, JsonParser in) {
            switch (name) {
                case "isbn" -> isbn = in.getString();
                case "listed" -> listed = in.getBooleanValue();
                case "title_kana" -> titleKana = said(in);
                case "author" -> author = said(in);
                case "genre" -> genre = said(in);
                case "updated_at" -> updatedAt = in.getLongValue();
                default -> throw new IllegalStateException("unknown property of a key: " + name);
            }
        }

        private static Said said(JsonParser in) {
            return Said.of(in.currentToken() == JsonToken.VALUE_NULL ? null : in.getString());
        }

        KeyLine line() {
            KeyLine line = new KeyLine(
                    new Isbn(Objects.requireNonNull(isbn, "a key without isbn")),
                    listed,
                    titleKana,
                    author,
                    genre,
                    updatedAt);
            titleKana = Said.NOTHING;
            author = Said.NOTHING;
            genre = Said.NOTHING;
            updatedAt = NO_TIME;
            return line;
        }
    }
}

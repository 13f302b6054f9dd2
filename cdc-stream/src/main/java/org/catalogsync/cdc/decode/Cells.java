package org.catalogsync.cdc.decode;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.cdc.decode.Decoded.Poison;
import org.catalogsync.model.mapping.SourceRow;
import org.jspecify.annotations.Nullable;

/** The mapped columns that a record carries. A column may be absent, which is not null. */
final class Cells implements SourceRow {
    private final String part;
    private final DmsColumns columns;
    private final @Nullable String[] texts;
    private final boolean[] present;
    private final @Nullable Poison[] problems;
    private int here;
    private int broken;
    private List<String> unmapped = List.of();

    /** @param part where the row stands in the record, such as {@code data} */
    Cells(String part, DmsColumns columns) {
        this.part = part;
        this.columns = columns;
        texts = new @Nullable String[columns.count()];
        present = new boolean[columns.count()];
        problems = new @Nullable Poison[columns.count()];
    }

    /** A column's text, null for the source's null. Half of a character is refused: no store can hold it. */
    void put(int column, String name, @Nullable String text) {
        if (take(column, name)) {
            texts[column] = text;
            if (text != null && hasLoneSurrogate(text)) {
                problem(column, name, "lone_surrogate", "text of whole characters", Excerpt.of(text));
            }
        }
    }

    void refuse(int column, String name, String code, String expected, String found) {
        if (take(column, name)) {
            problem(column, name, code, expected, found);
        }
    }

    /** Two spellings of one column's name are one key twice, which JSON's own rule does not see. */
    private boolean take(int column, String name) {
        if (present[column]) {
            problem(column, name, "duplicate_key", "the column once", "twice, in two spellings");
            return false;
        }
        present[column] = true;
        here++;
        return true;
    }

    private void problem(int column, String name, String code, String expected, String found) {
        if (problems[column] == null) {
            broken++;
        }
        problems[column] = new Poison(code, part + "." + name, expected, found);
    }

    void alsoHas(String name) {
        if (unmapped.isEmpty()) {
            unmapped = new ArrayList<>();
        }
        unmapped.add(name);
    }

    /** Whether every mapped column is there, be it null. */
    boolean isWhole() {
        return here == texts.length;
    }

    boolean has(int column) {
        return present[column];
    }

    String part() {
        return part;
    }

    String where(int column) {
        return part + "." + columns.names().get(column);
    }

    @Nullable
    Poison problem(int column) {
        return problems[column];
    }

    List<Poison> problems() {
        List<Poison> all = new ArrayList<>(broken);
        for (Poison problem : problems) {
            if (problem != null) {
                all.add(problem);
            }
        }
        return all;
    }

    boolean isSound() {
        return broken == 0;
    }

    List<String> unmapped() {
        return unmapped;
    }

    @Override
    public int columns() {
        return texts.length;
    }

    @Override
    public @Nullable String text(int column) {
        return texts[column];
    }

    /** JSON and its files are proven UTF-8 before they are read. */
    @Override
    public boolean unmappable(int column) {
        return false;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}

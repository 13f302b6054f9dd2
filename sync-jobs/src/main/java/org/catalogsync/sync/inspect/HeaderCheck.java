package org.catalogsync.sync.inspect;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.model.mapping.SourceRow;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.source.UnusableInput;
import org.catalogsync.sync.source.UnusableInput.Problem;

/** Compares the names in a file's header with the declared ones. */
record HeaderCheck(Declaration declaration, String path) {

    /** @throws UnusableInput naming every column that is missing, extra or moved */
    void check(RecordCursor header) {
        List<String> names = names(header);
        List<Problem> problems = new ArrayList<>();
        String where = path + ":" + header.line();
        for (String declared : declaration.columns()) {
            compare(declared, names, where, problems);
        }
        for (String name : names) {
            if (!declaration.columns().contains(name)) {
                problems.add(new Problem(
                        "the header has a column that is not declared",
                        where,
                        "only declared columns",
                        "'" + name + "' as column " + (names.indexOf(name) + 1)));
            }
        }
        if (problems.isEmpty() && names.size() != declaration.columns().size()) {
            problems.add(new Problem(
                    "the header names a column twice",
                    where,
                    declaration.columns().size() + " columns",
                    names.size() + ": " + String.join(", ", names)));
        }
        if (!problems.isEmpty()) {
            throw new UnusableInput(UnusableInput.Code.SCHEMA_DRIFT, problems);
        }
    }

    private void compare(String declared, List<String> names, String where, List<Problem> problems) {
        int expected = declaration.columns().indexOf(declared);
        int found = names.indexOf(declared);
        if (found == expected) {
            return;
        }
        String there = expected < names.size() ? "'" + names.get(expected) + "'" : "nothing";
        problems.add(
                found < 0
                        ? new Problem(
                                "the header lacks the column " + declared,
                                where,
                                "'" + declared + "' as column " + (expected + 1),
                                there)
                        : new Problem(
                                "the column " + declared + " has moved",
                                where,
                                "'" + declared + "' as column " + (expected + 1),
                                "it is column " + (found + 1) + ", and column " + (expected + 1) + " is " + there));
    }

    /** The texts of a row, as names. */
    static List<String> names(SourceRow row) {
        List<String> names = new ArrayList<>();
        for (int column = 0; column < row.columns(); column++) {
            String text = row.text(column);
            names.add(text == null ? "" : text.strip());
        }
        return names;
    }
}

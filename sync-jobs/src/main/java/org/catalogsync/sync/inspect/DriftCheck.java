package org.catalogsync.sync.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.source.UnusableInput;
import org.catalogsync.sync.source.UnusableInput.Problem;

/** Compares the first rows of a file with its declaration. One odd row is the row rules' affair; what most rows do is drift. */
final class DriftCheck {
    static final int ROWS = 1_000;

    private final Declaration declaration;
    private final String path;
    private final CharsetTally charset;
    private final ContentTally content;
    private final Map<Integer, Long> widths = new TreeMap<>();
    private long rows;
    private long firstLine;
    private long firstOddLine;
    private boolean looksLikeHeader;
    private boolean judged;

    DriftCheck(Declaration declaration, String path) {
        this.declaration = declaration;
        this.path = path;
        this.charset = new CharsetTally(declaration.format().charset());
        this.content = new ContentTally(declaration);
    }

    void see(RecordCursor row) {
        if (judged) {
            return;
        }
        if (rows++ == 0) {
            firstLine = row.line();
            looksLikeHeader = namesColumns(row);
        }
        charset.see(row.rawBytes(), row.line());
        widths.merge(row.columns(), 1L, Long::sum);
        if (row.columns() == declaration.columns().size()) {
            seeContent(row);
        } else if (firstOddLine == 0) {
            firstOddLine = row.line();
        }
        if (rows == ROWS) {
            judge();
        }
    }

    /** What a source itself calls unreadable has no content to judge the columns by. */
    private void seeContent(RecordCursor row) {
        if (declaration.mapping().flaw(row) == null) {
            content.see(row);
        }
    }

    private boolean namesColumns(RecordCursor row) {
        List<String> names = HeaderCheck.names(row);
        long known = names.stream().filter(declaration.columns()::contains).count();
        return Evidence.most(known, names.size());
    }

    /** @throws UnusableInput if what was seen is not what is declared */
    void judge() {
        if (judged) {
            return;
        }
        judged = true;
        charset.problem(path).ifPresent(problem -> {
            throw new UnusableInput(UnusableInput.Code.CHARSET_WRONG, List.of(problem));
        });
        List<Problem> problems = new ArrayList<>();
        judgeFirstRow(problems);
        judgeWidth(problems);
        problems.addAll(content.problems(path + ":" + firstLine));
        if (!problems.isEmpty()) {
            throw new UnusableInput(UnusableInput.Code.SCHEMA_DRIFT, problems);
        }
    }

    private void judgeFirstRow(List<Problem> problems) {
        if (looksLikeHeader) {
            problems.add(new Problem(
                    "the first row holds column names",
                    path + ":" + firstLine,
                    declaration.header() ? "one header" : "no header",
                    "a row of column names"));
        }
    }

    private void judgeWidth(List<Problem> problems) {
        int declared = declaration.columns().size();
        long odd = rows - widths.getOrDefault(declared, 0L);
        if (!Evidence.most(odd, rows)) {
            return;
        }
        Map.Entry<Integer, Long> usual =
                widths.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        problems.add(new Problem(
                "rows have another number of columns",
                path + ":" + firstOddLine,
                declared + " columns",
                usual.getKey() + " columns in " + usual.getValue() + " of " + rows + " rows"));
    }
}

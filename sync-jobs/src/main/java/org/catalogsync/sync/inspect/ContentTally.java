package org.catalogsync.sync.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.catalogsync.model.mapping.ColumnRule;
import org.catalogsync.model.mapping.SourceRow;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.source.UnusableInput.Problem;
import org.jspecify.annotations.Nullable;

/** Counts, for every column, how many of its values look like what each mapped column should hold, and which spellings of null occur. */
final class ContentTally {
    private static final List<String> SPELLINGS_OF_NULL = List.of("", "NULL", "\\N", "(null)");

    private final Declaration declaration;
    private final List<ColumnRule> rules;
    private final long[] values;
    /** By column, then by the rule whose converter recognises the value. */
    private final long[][] recognised;
    /** As {@link #recognised}, of values that the column's own rule does not recognise. */
    private final long[][] strange;

    private final long[] spellings = new long[SPELLINGS_OF_NULL.size()];
    private long declaredNulls;
    private long rows;

    ContentTally(Declaration declaration) {
        this.declaration = declaration;
        this.rules = declaration.mapping().rules();
        int columns = declaration.columns().size();
        this.values = new long[columns];
        this.recognised = new long[columns][rules.size()];
        this.strange = new long[columns][rules.size()];
    }

    /** @param row one of the declared width */
    void see(SourceRow row) {
        rows++;
        for (int column = 0; column < row.columns(); column++) {
            String text = row.text(column);
            if (text == null) {
                declaredNulls++;
            } else if (text.isBlank() || SPELLINGS_OF_NULL.contains(text)) {
                seeSpelling(column, text);
            } else if (!row.unmappable(column)) {
                see(column, text);
            }
        }
    }

    /** In a text column these may be texts. */
    private void seeSpelling(int column, String text) {
        ColumnRule own = rule(column);
        int spelling = SPELLINGS_OF_NULL.indexOf(text);
        if (spelling >= 0 && own != null && !own.converter().type().equals(String.class)) {
            spellings[spelling]++;
        }
    }

    private void see(int column, String text) {
        values[column]++;
        ColumnRule own = rule(column);
        boolean known = own == null || own.converter().looksLike(text);
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).converter().looksLike(text)) {
                recognised[column][i]++;
                strange[column][i] += known ? 0 : 1;
            }
        }
    }

    private @Nullable ColumnRule rule(int column) {
        for (ColumnRule rule : rules) {
            if (rule.column() == column) {
                return rule;
            }
        }
        return null;
    }

    List<Problem> problems(String where) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            judge(i, where, problems);
        }
        judgeNulls(where, problems);
        return problems;
    }

    private void judge(int index, String where, List<Problem> problems) {
        ColumnRule rule = rules.get(index);
        int column = rule.column();
        long unknown = values[column] - recognised[column][index];
        if (Evidence.most(unknown, values[column])) {
            String looks = bestFit(index, recognised[column], values[column])
                    .map(fit -> "what looks like " + fit.columnName())
                    .orElse("something else");
            problems.add(problem(rule, where, looks + " in " + unknown + " of " + values[column] + " values"));
        } else if (rule.field().required() && Evidence.most(rows - values[column], rows)) {
            problems.add(problem(rule, where, "nothing in " + (rows - values[column]) + " of " + rows + " rows"));
        } else if (rule.field().required() && Evidence.many(unknown, values[column])) {
            // quantities and prices share most of their forms, so a swap shows in a part of the rows only
            bestFit(index, strange[column], unknown)
                    .filter(fit -> !fit.converter().type().equals(String.class))
                    .ifPresent(fit -> problems.add(problem(
                            rule,
                            where,
                            "what looks like " + fit.columnName() + " in " + unknown + " of " + values[column]
                                    + " values")));
        }
    }

    private static Problem problem(ColumnRule rule, String where, String found) {
        String name = "column " + (rule.column() + 1) + " (" + rule.columnName() + ")";
        return new Problem(
                name + " does not hold what is declared",
                where,
                name + " to hold " + rule.converter().name(),
                "it holds " + found);
    }

    /** The rule that recognises nearly all of these values and fewest other columns; of equals, one whose own column is wrong too. */
    private Optional<ColumnRule> bestFit(int own, long[] recognisedBy, long of) {
        return IntStream.range(0, rules.size())
                .filter(i -> i != own && Evidence.nearlyAll(recognisedBy[i], of))
                .boxed()
                .min(Comparator.comparingInt(this::columnsRecognisedBy).thenComparing(i -> ownShare(i)))
                .map(rules::get);
    }

    private int columnsRecognisedBy(int index) {
        int columns = 0;
        for (int column = 0; column < values.length; column++) {
            columns += Evidence.nearlyAll(recognised[column][index], values[column]) ? 1 : 0;
        }
        return columns;
    }

    private double ownShare(int index) {
        int column = rules.get(index).column();
        return values[column] == 0 ? 0 : (double) recognised[column][index] / values[column];
    }

    private void judgeNulls(String where, List<Problem> problems) {
        for (int i = 0; i < spellings.length; i++) {
            if (declaredNulls == 0 && Evidence.many(spellings[i], rows)) {
                String declared = declaration.dialect().nullText();
                problems.add(new Problem(
                        "null is written in another way",
                        where,
                        "null-text " + quoted(declared),
                        quoted(SPELLINGS_OF_NULL.get(i)) + " in " + spellings[i] + " values of " + rows
                                + " rows, and never " + quoted(declared)));
            }
        }
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "an empty field" : "'" + text + "'";
    }
}

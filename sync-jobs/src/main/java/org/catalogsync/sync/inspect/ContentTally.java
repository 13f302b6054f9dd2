package org.catalogsync.sync.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
        if (spelling >= 0 && own != null && isTyped(own)) {
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
        long filled = values[rule.column()];
        long unknown = filled - recognised[rule.column()][index];
        if (Evidence.most(unknown, filled)) {
            String fit =
                    fit(index, recognised[rule.column()], filled, any -> true).orElse("something else");
            problems.add(problem(rule, where, fit + " in " + unknown + " of " + filled + " values"));
        } else if (rule.field().required() && Evidence.most(rows - filled, rows)) {
            problems.add(problem(rule, where, "nothing in " + (rows - filled) + " of " + rows + " rows"));
        } else if (rule.field().required() && Evidence.many(unknown, filled)) {
            // quantities and prices share most of their forms, so a swap shows in a part of the rows only
            fit(index, strange[rule.column()], unknown, ContentTally::isTyped)
                    .map(fit -> problem(rule, where, fit + " in " + unknown + " of " + filled + " values"))
                    .ifPresent(problems::add);
        }
    }

    /** Texts look like nearly anything. */
    private static boolean isTyped(ColumnRule rule) {
        return !rule.converter().type().equals(String.class);
    }

    private static Problem problem(ColumnRule rule, String where, String found) {
        String name = "column " + (rule.column() + 1) + " (" + rule.columnName() + ")";
        return new Problem(
                name + " does not hold what is declared",
                where,
                name + " to hold " + rule.converter().name(),
                "it holds " + found);
    }

    /** The rule that recognises nearly all of some values and fewest other columns; of equals, one whose own column is wrong too. */
    private Optional<String> fit(int own, long[] recognisedBy, long of, Predicate<ColumnRule> candidates) {
        return IntStream.range(0, rules.size())
                .filter(i -> i != own && candidates.test(rules.get(i)) && Evidence.nearlyAll(recognisedBy[i], of))
                .boxed()
                .min(Comparator.comparingInt(this::columnsRecognisedBy).thenComparingDouble(this::ownShare))
                .map(i -> "what looks like " + rules.get(i).columnName());
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
                String declared = declaration.format().nullText();
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

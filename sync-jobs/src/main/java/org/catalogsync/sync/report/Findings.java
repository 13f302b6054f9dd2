package org.catalogsync.sync.report;

import java.util.List;
import java.util.Map;
import org.catalogsync.quality.tally.Example;

/** Rules that failed, or warnings, with how often and the first few occurrences; in the order in which they were counted. */
record Findings(List<Line> findings) {

    /** @param whole what shares are of */
    static Findings of(Map<String, Long> counts, long whole, Map<String, List<Example>> examples) {
        return new Findings(counts.entrySet().stream()
                .map(entry -> Line.of(
                        entry.getKey(), entry.getValue(), whole, examples.getOrDefault(entry.getKey(), List.of())))
                .toList());
    }

    boolean any() {
        return !findings.isEmpty();
    }

    /**
     * One rule or one warning.
     *
     * @param width of the share's bar, in CSS
     * @param shown how many examples there are
     */
    record Line(
            String id,
            String meaning,
            String count,
            String share,
            String width,
            List<ExampleLine> examples,
            String shown) {

        static Line of(String id, long count, long whole, List<Example> examples) {
            return new Line(
                    Visible.of(id),
                    Meanings.of(id),
                    Figures.count(count),
                    Figures.share(count, whole),
                    Figures.width(count, whole),
                    examples.stream().map(ExampleLine::of).toList(),
                    Figures.count(examples.size()));
        }

        boolean anyExamples() {
            return !examples.isEmpty();
        }
    }

    /**
     * One occurrence.
     *
     * @param place file:line
     * @param column empty where the row as a whole is meant
     * @param found empty where nothing stands there
     */
    record ExampleLine(String place, String column, String found, String expected) {
        static ExampleLine of(Example example) {
            return new ExampleLine(
                    Visible.of(example.file()) + ":" + example.line(),
                    Visible.of(example.column()),
                    Visible.of(example.found()),
                    Visible.of(example.expected()));
        }
    }
}

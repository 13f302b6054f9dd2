package org.catalogsync.quality.tally;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What became of the rows of an extract or of a part of it: read = accepted + duplicates + rejected. A plain value for JSON.
 *
 * @param rejectedByRule rejected rows by the id of the first rule that failed; only rules that failed
 * @param warningsById warnings by id; a row may have several
 * @param examples the first few occurrences by the id of rule or warning, at most {@link #MAX_EXAMPLES} each
 */
public record QualityTally(
        long read,
        long accepted,
        long duplicates,
        long rejected,
        Map<String, Long> rejectedByRule,
        Map<String, Long> warningsById,
        Map<String, List<Example>> examples) {

    /** How many examples a rule or a warning keeps. */
    public static final int MAX_EXAMPLES = 5;

    public static final QualityTally EMPTY = new QualityTally(0, 0, 0, 0, Map.of(), Map.of(), Map.of());

    public QualityTally {
        rejectedByRule = Collections.unmodifiableMap(new LinkedHashMap<>(rejectedByRule));
        warningsById = Collections.unmodifiableMap(new LinkedHashMap<>(warningsById));
        examples = Collections.unmodifiableMap(new LinkedHashMap<>(examples));
    }

    /** The tally of both parts; the examples of this one come first. */
    public QualityTally plus(QualityTally other) {
        return new QualityTally(
                read + other.read,
                accepted + other.accepted,
                duplicates + other.duplicates,
                rejected + other.rejected,
                merged(rejectedByRule, other.rejectedByRule, Long::sum),
                merged(warningsById, other.warningsById, Long::sum),
                merged(examples, other.examples, QualityTally::firstFew));
    }

    /** The same rows once it is known that so many of the accepted ones repeat an ISBN. */
    public QualityTally withDuplicates(long more) {
        return new QualityTally(
                read, accepted - more, duplicates + more, rejected, rejectedByRule, warningsById, examples);
    }

    private static <V> Map<String, V> merged(Map<String, V> one, Map<String, V> other, BinaryOperator<V> both) {
        Map<String, V> merged = new LinkedHashMap<>(one);
        other.forEach((id, value) -> merged.merge(id, value, both));
        return merged;
    }

    private static List<Example> firstFew(List<Example> one, List<Example> other) {
        List<Example> few = new ArrayList<>(one);
        few.addAll(other);
        return List.copyOf(few.subList(0, Math.min(few.size(), MAX_EXAMPLES)));
    }
}

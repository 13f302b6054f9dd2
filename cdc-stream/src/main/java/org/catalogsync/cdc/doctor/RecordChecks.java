package org.catalogsync.cdc.doctor;

import static org.catalogsync.cdc.doctor.Requirement.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.catalogsync.cdc.decode.Decoded;
import org.catalogsync.cdc.decode.Decoder;

/** Judges the source's settings by the records that they made. What no record shows is not judged. */
public final class RecordChecks {
    private final Decoder decoder;
    private final Expected expected;

    /**
     * What the stream is set to.
     *
     * @param columns the mapped columns
     * @param key the one that holds the ISBN
     * @param positionsRead false where log positions are not looked at
     */
    public record Expected(
            Collection<String> tables,
            Collection<String> columns,
            String key,
            boolean positionsRead,
            Duration clockSkew) {
        public Expected {
            tables = folded(tables);
            columns = folded(columns);
            key = key.toLowerCase(Locale.ROOT);
        }

        private static Set<String> folded(Collection<String> names) {
            return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        }

        Set<String> missingIn(Seen row) {
            Set<String> missing = new TreeSet<>(columns);
            missing.removeAll(row.columns("data"));
            return missing;
        }
    }

    public RecordChecks(Decoder decoder, Expected expected) {
        this.decoder = decoder;
        this.expected = expected;
    }

    public List<Finding> judge(List<Sampled> sample) {
        List<Seen> records = sample.stream()
                .flatMap(record -> Seen.of(record, decoder).stream())
                .toList();
        RowChecks rows = new RowChecks(
                records.stream()
                        .filter(record -> record.isRowOf(Set.copyOf(expected.tables())))
                        .toList(),
                expected);
        List<Finding> findings = new ArrayList<>();
        findings.add(format(records));
        findings.add(readable(records));
        findings.add(rows.transactionDetails());
        findings.add(rows.beforeImage());
        findings.addAll(rows.wholeness());
        findings.add(rows.partitionKey());
        findings.add(rows.positions());
        findings.add(rows.clock());
        return findings;
    }

    /** A single record that is no JSON is one that somebody else has put; a setting would make all of them so. */
    private static Finding format(List<Seen> records) {
        long objects = records.stream().filter(Seen::isObject).count();
        return judged(
                MESSAGE_FORMAT,
                records.size(),
                "records",
                objects * 2 > records.size(),
                objects + " of " + records.size() + " records are JSON objects");
    }

    private static Finding readable(List<Seen> records) {
        Map<String, Long> codes = new HashMap<>();
        for (Seen record : records) {
            Decoded.Poison poison = record.poison();
            if (poison != null) {
                codes.merge(poison.code() + " " + poison.where(), 1L, Long::sum);
            }
        }
        String found = codes.isEmpty() ? "all " + records.size() + " records" : codes.toString();
        return judged(READABLE, records.size(), "records", codes.isEmpty(), found);
    }

    /** Where nothing was looked at nothing is said. */
    static Finding judged(Requirement requirement, int looked, String at, boolean holds, String found) {
        return looked == 0
                ? Finding.notJudged(requirement, "records", "no " + at + " to look at")
                : Finding.of(requirement, "records", holds, found);
    }
}

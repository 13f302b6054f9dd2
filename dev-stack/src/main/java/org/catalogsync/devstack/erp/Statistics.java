package org.catalogsync.devstack.erp;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What became of the questions; the latencies are those of the last few thousand answers. */
final class Statistics {
    private static final int REMEMBERED = 4_096;

    private final Map<String, Long> operations = new TreeMap<>();
    private final Map<String, Long> faults = new TreeMap<>();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final long[] micros = new long[REMEMBERED];
    private long answers;
    private long isbns;
    private long rows;
    private int underWay;
    private int mostUnderWay;

    synchronized void begun() {
        mostUnderWay = Math.max(mostUnderWay, ++underWay);
    }

    synchronized void asked(Question question) {
        operations.merge(question.operation().element(), 1L, Long::sum);
        isbns += question.isbns().size();
    }

    synchronized void found(int volumes) {
        rows += volumes;
    }

    synchronized void failed(FaultKind kind) {
        faults.merge(kind.label(), 1L, Long::sum);
    }

    /** A question that was let in has its answer, or at least its status. */
    synchronized void ended(long nanos) {
        micros[(int) (answers++ % REMEMBERED)] = nanos / 1_000;
        underWay--;
    }

    synchronized void answered(int status) {
        statuses.merge(status, 1L, Long::sum);
    }

    synchronized void reset() {
        operations.clear();
        faults.clear();
        statuses.clear();
        answers = 0;
        isbns = 0;
        rows = 0;
        mostUnderWay = underWay;
    }

    synchronized Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("operations", new TreeMap<>(operations));
        told.put("isbns", isbns);
        told.put("rows", rows);
        told.put("statuses", new TreeMap<>(statuses));
        told.put("faults", new TreeMap<>(faults));
        told.put("under_way", underWay);
        told.put("most_under_way", mostUnderWay);
        told.put("latency_ms", latencies());
        return told;
    }

    private Map<String, Object> latencies() {
        long[] sorted = Arrays.copyOf(micros, (int) Math.min(answers, REMEMBERED));
        Arrays.sort(sorted);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("p50", quantile(sorted, 0.50));
        told.put("p99", quantile(sorted, 0.99));
        told.put("max", quantile(sorted, 1));
        return told;
    }

    private static double quantile(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1_000.0;
    }
}

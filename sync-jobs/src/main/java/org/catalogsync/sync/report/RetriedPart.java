package org.catalogsync.sync.report;

import java.util.List;
import org.catalogsync.sync.run.Retried;

/**
 * How often the services made the run wait.
 *
 * @param any whether one did
 */
record RetriedPart(boolean any, List<Line> lines) {

    static RetriedPart of(RunSummary summary) {
        List<Line> lines = summary.retried().entrySet().stream()
                .map(service -> Line.of(service.getKey(), service.getValue()))
                .toList();
        return new RetriedPart(lines.stream().anyMatch(line -> !line.none()), lines);
    }

    /** @param none whether this service never made the run wait */
    record Line(String service, String throttled, String timedOut, String unavailable, String partial, boolean none) {
        static Line of(String service, Retried times) {
            return new Line(
                    Visible.of(service),
                    Figures.count(times.throttled()),
                    Figures.count(times.timedOut()),
                    Figures.count(times.unavailable()),
                    Figures.count(times.partial()),
                    times.total() == 0);
        }
    }
}

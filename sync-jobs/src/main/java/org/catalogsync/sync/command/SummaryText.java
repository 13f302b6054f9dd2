package org.catalogsync.sync.command;

import java.util.Locale;
import java.util.stream.Collectors;
import org.catalogsync.quality.gate.GateCheck;
import org.catalogsync.sync.report.RunSummary;
import org.catalogsync.sync.run.Waits;

/** A run's summary for a terminal. */
final class SummaryText {
    private final StringBuilder text = new StringBuilder();

    private SummaryText() {}

    static String of(RunSummary run) {
        SummaryText summary = new SummaryText();
        summary.line("run %d  %s%s", run.run(), run.status(), run.dryRun() ? "  (dry run)" : "");
        summary.line("  source      %s", run.source());
        if (run.watermark() != null) {
            summary.line("  watermark   %s", run.watermark() + " (" + run.watermarkBasis() + ")");
        }
        summary.line(
                "  rows        %,d read = %,d accepted + %,d duplicates + %,d rejected",
                run.rows().read(),
                run.rows().accepted(),
                run.rows().duplicates(),
                run.rows().rejected());
        if (run.rows().rejected() > 0) {
            summary.line(
                    "  rejected    %s",
                    run.rows().rejectedByRule().entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining(", ")));
        }
        summary.line(
                "  plan        %,d created, %,d changed, %,d deleted, %,d unchanged, %,d superseded, %,d held",
                run.plan().created(),
                run.plan().changed(),
                run.plan().deleted(),
                run.plan().unchanged(),
                run.plan().superseded(),
                run.plan().held());
        for (GateCheck check : run.gate()) {
            summary.line(
                    "  gate        %s %s (limit %s): %s",
                    check.id(), number(check.value()), number(check.limit()), check.verdict());
        }
        run.acceptances()
                .forEach(accepted -> summary.line(
                        "  accepted    by %s at %s: %s", accepted.who(), accepted.at(), accepted.reason()));
        if (!run.dryRun() && run.generation() != null) {
            summary.line(
                    "  embeddings  %,d computed, %,d reused",
                    run.embeddings().computed(), run.embeddings().reused());
            summary.line(
                    "  reconcile   extract %,d, dynamodb %,d, opensearch %,d: %s",
                    run.reconcile().extract(),
                    run.reconcile().dynamodb(),
                    run.reconcile().opensearch(),
                    run.reconcile().equal() ? "equal" : "NOT EQUAL");
            summary.line("  generation  %s", run.generation());
        }
        if (run.resumedFrom() != null) {
            summary.line("  resumed     from the last commit of an earlier attempt%s", redone(run));
        }
        if (!run.invariants().equals("ok")) {
            summary.line("  INVARIANTS  %s", run.invariants());
        }
        String waited = Waits.spoken(run.retried());
        if (!waited.isEmpty()) {
            summary.line("  waited      %s", waited);
        }
        run.steps()
                .forEach(step -> summary.line("  %-10s  %,8d rows  %7.1f s", step.name(), step.rows(), step.seconds()));
        summary.line("  report      %s", run.report());
        return summary.text.toString();
    }

    private static String redone(RunSummary run) {
        String steps = run.redone().entrySet().stream()
                .filter(step -> step.getValue() > 0)
                .map(step -> step.getKey() + " " + step.getValue())
                .collect(Collectors.joining(", "));
        return steps.isEmpty() ? ", no rows done again" : ", rows done again: " + steps;
    }

    /** Shares with four digits, counts as counts. */
    private static String number(double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.4f", value);
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
    }
}

package org.catalogsync.sync.command;

import java.util.List;
import java.util.Locale;
import org.catalogsync.sync.reconcile.AuditReport;
import org.catalogsync.sync.reconcile.Difference;
import org.jspecify.annotations.Nullable;

/** A comparison for a terminal. */
final class AuditText {
    /** Of each list; {@code --json} has more. */
    private static final int SHOWN = 20;

    private final StringBuilder text = new StringBuilder();

    private AuditText() {}

    static String of(AuditReport report) {
        AuditText audit = new AuditText();
        audit.line(
                "%s  %,d missing, %,d unexpected, %,d diverged, %,d repaired",
                report.equal() ? "equal" : "NOT EQUAL",
                report.missing(),
                report.unexpected(),
                report.diverged(),
                report.repaired());
        report.notCompared().forEach(what -> audit.line("  not compared    %s", what));
        if (report.run() != null) {
            audit.line(
                    "  extract         %,d products of run %d, watermark %s",
                    report.extract(), report.run(), report.watermark());
        }
        audit.line("  dynamodb        %,d live items", report.dynamodb());
        if (report.generation() != null) {
            audit.line("  opensearch      %,d live documents of %s", report.opensearch(), report.generation());
        }
        audit.line("  held            %,d keys whose row was rejected", report.held());
        audit.line("  not comparable  %,d keys newer than the extract", report.notComparable());
        audit.keys(report.notComparableKeys(), report.notComparable());
        report.differences().stream().limit(SHOWN).forEach(audit::difference);
        if (report.differences().size() > SHOWN) {
            audit.line("  and more: --json lists %,d", report.differences().size());
        }
        return audit.text.toString();
    }

    private void keys(List<String> keys, long all) {
        if (!keys.isEmpty()) {
            line(
                    "                  %s%s",
                    String.join(" ", keys.subList(0, Math.min(SHOWN, keys.size()))), all > SHOWN ? " …" : "");
        }
    }

    private void difference(Difference difference) {
        line(
                "  %s  %-10s  %-10s  %s%s",
                difference.isbn(),
                difference.store(),
                difference.kind(),
                difference.field() == null ? "" : difference.field() + ": ",
                values(difference));
    }

    private static String values(Difference difference) {
        return switch (difference.kind()) {
            case MISSING -> shown(difference.expected());
            case UNEXPECTED -> shown(difference.found());
            case DIVERGED -> "expected " + shown(difference.expected()) + ", found " + shown(difference.found());
        };
    }

    private static String shown(@Nullable String value) {
        return value == null ? "nothing" : value;
    }

    private void line(String format, @Nullable Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
    }
}

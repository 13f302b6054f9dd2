package org.catalogsync.sync.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.catalogsync.quality.gate.GateCheck;
import org.catalogsync.quality.gate.GateVerdict;
import org.catalogsync.sync.run.Runs.Acceptance;

/** The checks that were made and those that were not reached, and who answered for which failure. */
record GatePart(List<CheckLine> checks, List<AcceptanceLine> acceptances) {
    /** The checks of every run, those of the extract first. */
    private static final List<String> ALL =
            List.of(GateCheck.EMPTY_EXTRACT, GateCheck.REJECT_RATE, GateCheck.ROWS_OF_LAST_RUN, GateCheck.DELETE_RATE);

    static GatePart of(RunSummary summary) {
        Stream<CheckLine> made = summary.gate().stream().map(CheckLine::of);
        Stream<CheckLine> missing = ALL.stream()
                .filter(id ->
                        summary.gate().stream().noneMatch(check -> check.id().equals(id)))
                .map(CheckLine::notReached);
        return new GatePart(
                Stream.concat(made, missing).toList(),
                summary.acceptances().stream().map(AcceptanceLine::of).toList());
    }

    boolean anyAcceptances() {
        return !acceptances.isEmpty();
    }

    /** What failed, in words. */
    static String failures(RunSummary summary) {
        return summary.gate().stream()
                .filter(GateCheck::failed)
                .map(check -> failure(check) + " (" + limit(check) + ")")
                .collect(Collectors.joining("; "));
    }

    private static String failure(GateCheck check) {
        return switch (check.id()) {
            case GateCheck.EMPTY_EXTRACT -> value(check) + " rows were accepted";
            case GateCheck.REJECT_RATE -> value(check) + " of the rows were rejected";
            case GateCheck.ROWS_OF_LAST_RUN -> "only " + value(check) + " of the last good run's rows were read";
            case GateCheck.DELETE_RATE -> value(check) + " of the live products would be deleted";
            default -> check.id() + " is " + value(check);
        };
    }

    private static String meaning(String id) {
        return switch (id) {
            case GateCheck.EMPTY_EXTRACT -> "accepted rows";
            case GateCheck.REJECT_RATE -> "share of rows read that were rejected";
            case GateCheck.ROWS_OF_LAST_RUN -> "rows read, as a share of the last good run's";
            case GateCheck.DELETE_RATE -> "share of live products that the plan deletes";
            default -> "";
        };
    }

    private static String value(GateCheck check) {
        if (check.verdict() == GateVerdict.NOT_APPLICABLE) {
            return Figures.NONE;
        }
        return isCount(check)
                ? Figures.count((long) check.value())
                : Figures.percentBeside(check.value(), check.limit());
    }

    private static String limit(GateCheck check) {
        boolean floor = isCount(check) || check.id().equals(GateCheck.ROWS_OF_LAST_RUN);
        String limit = isCount(check) ? Figures.count((long) check.limit()) : Figures.percent(check.limit());
        return (floor ? "at least " : "at most ") + limit;
    }

    private static boolean isCount(GateCheck check) {
        return check.id().equals(GateCheck.EMPTY_EXTRACT);
    }

    /** A check with what was measured and how it ended. */
    record CheckLine(String id, String meaning, String value, String limit, Tone tone, String sign, String verdict) {
        static CheckLine of(GateCheck check) {
            return new CheckLine(
                    check.id(),
                    GatePart.meaning(check.id()),
                    GatePart.value(check),
                    GatePart.limit(check),
                    tone(check.verdict()),
                    sign(check.verdict()),
                    words(check.verdict()));
        }

        static CheckLine notReached(String id) {
            return new CheckLine(
                    id,
                    GatePart.meaning(id),
                    Figures.NONE,
                    Figures.NONE,
                    Tone.IDLE,
                    StepState.NOT_REACHED.sign(),
                    StepState.NOT_REACHED.words());
        }

        private static Tone tone(GateVerdict verdict) {
            return switch (verdict) {
                case PASSED -> Tone.GOOD;
                case FAILED -> Tone.BAD;
                case NOT_APPLICABLE -> Tone.IDLE;
                case ACCEPTED_BY_OPERATOR -> Tone.WARN;
            };
        }

        private static String sign(GateVerdict verdict) {
            return switch (verdict) {
                case PASSED -> "✓";
                case FAILED -> "✗";
                case NOT_APPLICABLE -> Figures.NONE;
                case ACCEPTED_BY_OPERATOR -> "!";
            };
        }

        private static String words(GateVerdict verdict) {
            return switch (verdict) {
                case PASSED -> "passed";
                case FAILED -> "failed";
                case NOT_APPLICABLE -> "nothing to compare with";
                case ACCEPTED_BY_OPERATOR -> "failed, accepted by operator";
            };
        }
    }

    /** Who let the run go on, when and why. */
    record AcceptanceLine(String who, Moment at, String reason) {
        static AcceptanceLine of(Acceptance acceptance) {
            return new AcceptanceLine(
                    Visible.of(acceptance.who()), Moment.of(acceptance.at()), Visible.of(acceptance.reason()));
        }
    }
}

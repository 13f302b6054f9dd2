package org.catalogsync.sync.command;

import java.time.Duration;
import org.catalogsync.sync.NightlyRun.Outcome;
import org.catalogsync.sync.report.RunSummary;
import org.catalogsync.sync.run.ErrorReport;

/** Prints how a run went and picks the exit code. */
final class Outcomes {

    private Outcomes() {}

    static int print(Console console, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> done(console, done.summary());
            case Outcome.Busy busy -> busy(console, busy.owner(), busy.silence());
            case Outcome.Overtaken overtaken -> {
                console.error(new ErrorReport(
                        "overtaken",
                        "a newer run was published since; this one's plan would undo it. Start nightly instead",
                        null,
                        "no newer completed run",
                        "run " + overtaken.by()));
                yield ExitCode.USAGE_OR_UNUSABLE_INPUT;
            }
            case Outcome.TooOld old -> {
                console.error(new ErrorReport(
                        "extract_too_old",
                        "tombstones that this extract would have to meet may be forgotten by now; it could bring deleted products back. Start nightly instead",
                        null,
                        "a run and an extract younger than the life of a tombstone (catalog-sync.tombstone-life)",
                        "a run of " + old.startedAt()));
                yield ExitCode.USAGE_OR_UNUSABLE_INPUT;
            }
            case Outcome.TakenOver taken -> takenOver(console, "its run", taken.owner());
            case Outcome.NotResumable refused -> {
                console.error(new ErrorReport(
                        "not_resumable",
                        refused.status() == null ? "there is no such run" : "the run cannot go on",
                        null,
                        "a run that FAILED, STOPPED or is GATED, or whose process died",
                        refused.status() == null
                                ? "no such run"
                                : refused.status().name()));
                yield ExitCode.USAGE_OR_UNUSABLE_INPUT;
            }
        };
    }

    static int busy(Console console, String owner, Duration silence) {
        console.error(new ErrorReport(
                "busy",
                "another run is in progress",
                null,
                "no live run",
                "owner " + owner + ", last heartbeat " + silence.toSeconds() + " s ago"));
        return ExitCode.BUSY;
    }

    static int takenOver(Console console, String what, String owner) {
        console.error(new ErrorReport(
                "taken_over",
                "this process was silent for so long that another one took " + what + " over; it wrote nothing since",
                null,
                "a heartbeat every few seconds",
                "owner " + owner));
        return ExitCode.BUSY;
    }

    private static int done(Console console, RunSummary summary) {
        if (console.json()) {
            console.object(summary);
        } else {
            console.out().print(SummaryText.of(summary));
            if (summary.error() != null) {
                console.err().println(summary.error().text());
            }
        }
        return ExitCode.of(summary);
    }
}

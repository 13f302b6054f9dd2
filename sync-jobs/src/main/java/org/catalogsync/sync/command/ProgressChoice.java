package org.catalogsync.sync.command;

import java.io.PrintStream;
import java.time.Clock;
import org.catalogsync.sync.progress.BarProgress;
import org.catalogsync.sync.progress.PlainProgress;
import org.catalogsync.sync.progress.Progress;
import org.catalogsync.sync.progress.SilentProgress;

/** A bar where a person watches, lines where a log does, nothing where nobody wants it. */
final class ProgressChoice {

    private ProgressChoice() {}

    static Progress of(Console console, boolean none) {
        PrintStream err = console.err();
        if (none) {
            return new SilentProgress(err);
        }
        boolean terminal = System.console() != null && System.console().isTerminal() && !console.json();
        return terminal ? new BarProgress(err) : new PlainProgress(err, Clock.systemUTC());
    }
}

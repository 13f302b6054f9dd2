package org.catalogsync.cdc.command;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.catalogsync.cdc.StreamParts;
import picocli.CommandLine.Command;

/** Lets a paused stream go on. */
@Command(
        name = "resume",
        description = "Lets the stream go on past the change of the source's columns that paused it.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
    private final CommandSession session;
    private final PrintStream out;

    ResumeCommand(CommandSession session, PrintStream out) {
        this.session = session;
        this.out = out;
    }

    @Override
    public Integer call() {
        try (StreamParts parts = session.open()) {
            Optional<String> why = parts.pauses().accept();
            out.println(why.map(reason -> "accepted: " + reason + "; the stream goes on")
                    .orElse("the stream is not paused"));
        }
        return Cdc.DONE;
    }
}

package org.catalogsync.chat.command;

import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Gives each command what it runs in. */
record Commands(Map<String, String> environment, PrintStream out, PrintStream err) implements CommandLine.IFactory {
    @Override
    public <K> @Nullable K create(Class<K> type) throws Exception {
        if (type == EvalCommand.class) {
            return type.cast(new EvalCommand(environment, out, err));
        }
        if (type == RehearseCommand.class) {
            return type.cast(new RehearseCommand(environment, out));
        }
        return CommandLine.defaultFactory().create(type);
    }
}

package org.catalogsync.cdc.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.catalogsync.cdc.StreamParts;
import org.catalogsync.cdc.kinesis.StreamWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts records from a file on the stream, as the source's replication would. */
@Command(
        name = "put",
        description = {
            "Puts records on the stream, as the source's replication would.",
            "A file named *.jsonl is one record a line; any other is one record, whatever it holds."
        },
        mixinStandardHelpOptions = true)
final class PutCommand implements Callable<Integer> {
    private final CommandSession session;
    private final PrintStream out;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*")
    private @Nullable List<Path> files;

    @Option(
            names = "--shards",
            description = "Shards of a stream that has to be made first (development). Default: 1.",
            defaultValue = "1")
    private int shards;

    PutCommand(CommandSession session, PrintStream out) {
        this.session = session;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        List<byte[]> records = new ArrayList<>();
        for (Path file : files == null ? List.<Path>of() : files) {
            if (!Files.isReadable(file)) {
                throw Cdc.usage(spec, file + ": expected a readable file, found none");
            }
            read(file, records);
        }
        try (StreamParts parts = session.open();
                StreamWriter writer = StreamWriter.open(parts.stores().settings(), parts.settings().stream())) {
            writer.createIfAbsent(shards);
            writer.put(records);
            out.println(records.size() + " records put on " + parts.settings().stream());
        }
        return Cdc.DONE;
    }

    private static void read(Path file, List<byte[]> records) throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (!file.toString().endsWith(".jsonl")) {
            records.add(content);
            return;
        }
        for (String line : new String(content, StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isBlank()) {
                records.add(line.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}

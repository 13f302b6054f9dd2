package org.catalogsync.cdc.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.catalogsync.cdc.StreamParts;
import org.catalogsync.cdc.StreamSettings;
import org.catalogsync.cdc.generate.ChangeGenerator;
import org.catalogsync.cdc.generate.FileSink;
import org.catalogsync.cdc.generate.Mix;
import org.catalogsync.cdc.generate.Pump;
import org.catalogsync.cdc.generate.Shelf;
import org.catalogsync.cdc.kinesis.StreamWriter;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.StoresSettings.Profile;
import org.catalogsync.stores.products.ProductTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes changes of books that do not exist, for load tests. On a stream that a catalogue follows they would get into it, so a stream of production has to be named. */
@Command(
        name = "generate",
        description = "Makes records as DMS writes them, of books that do not exist, on the stream or into a file.",
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    private static final long USUAL_COUNT = 1_000;
    private static final double USUAL_RATE = 100;

    private final CommandSession session;
    private final PrintStream out;
    private final PrintStream err;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Records a second, 0 for all that is possible. Default: 100 to a stream, 0 to a file.")
    private @Nullable Double rate;

    @Option(names = "--seconds", paramLabel = "S", description = "For how long.")
    private @Nullable Long seconds;

    @Option(names = "--count", paramLabel = "N", description = "How many. Default, without --seconds: 1000.")
    private @Nullable Long count;

    @Option(names = "--keys", paramLabel = "K", description = "Of how many books. Default: 1000.")
    private @Nullable Integer keys;

    @Option(names = "--from-table", description = "Of the books of the product table.")
    private boolean fromTable;

    @Option(
            names = "--seed",
            paramLabel = "X",
            defaultValue = "1",
            description = "Same seed, same changes. Default: 1.")
    private long seed;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description = "The first commit's time, for records that are the same to the byte. Default: now.")
    private @Nullable Instant start;

    @Option(
            names = "--shape",
            paramLabel = "MIX",
            defaultValue = Mix.USUAL,
            description = "Weights of the kinds of changes. Default: " + Mix.USUAL + ".")
    private String shape = Mix.USUAL;

    @Option(
            names = "--malformed",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "How many of a hundred records are broken. Default: 0.")
    private double malformed;

    @Option(names = "--out", paramLabel = "FILE", description = "A file, one record a line, instead of the stream.")
    private @Nullable Path file;

    @Option(
            names = "--yes-write-to",
            paramLabel = "STREAM",
            description = "The stream's name, to write to one outside of the dev profile.")
    private @Nullable String named;

    GenerateCommand(CommandSession session, PrintStream out, PrintStream err) {
        this.session = session;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        refuseUnusable();
        Mix mix = Mix.parse(shape);
        try (StreamParts parts = session.open()) {
            refuseUnnamedStream(parts);
            Shelf shelf = fromTable
                    ? Shelf.of(isbns(parts.stores().products()))
                    : Shelf.synthetic(keys == null ? 1_000 : keys);
            Pump.Result result = file == null ? toStream(parts, shelf, mix) : toFile(parts, shelf, mix, file);
            out.println(result + " to " + (file == null ? parts.settings().stream() : file));
        }
        return Cdc.DONE;
    }

    private void refuseUnusable() {
        require(seconds == null || count == null, "expected either --seconds or --count, found both");
        require(keys == null || !fromTable, "expected either --keys or --from-table, found both");
        require(rate == null || rate >= 0 && rate <= 1e9, "--rate: expected 0 or more, found " + rate);
        require(seconds == null || seconds > 0, "--seconds: expected more than 0, found " + seconds);
        require(count == null || count > 0, "--count: expected more than 0, found " + count);
        require(malformed >= 0 && malformed <= 100, "--malformed: expected 0 to 100, found " + malformed);
    }

    /** In the dev profile every endpoint is on this machine. */
    private void refuseUnnamedStream(StreamParts parts) {
        String stream = parts.settings().stream();
        boolean dev = parts.stores().settings().profile() == Profile.DEV;
        require(
                file != null || (named == null ? dev : named.equals(stream)),
                "these books do not exist, and whoever follows the stream " + stream
                        + " would sell them; expected --yes-write-to " + stream + " outside of the dev profile, found "
                        + (named == null ? "nothing" : "--yes-write-to " + named));
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw Cdc.usage(spec, message);
        }
    }

    private static List<String> isbns(ProductTable table) {
        List<String> isbns = new ArrayList<>();
        String from = null;
        do {
            ProductTable.Page page = table.scan(0, 1, from);
            for (StoredItem item : page.items()) {
                if (item instanceof StoredItem.Live live) {
                    isbns.add(live.product().isbn().value());
                }
            }
            from = page.next();
        } while (from != null);
        return isbns;
    }

    private Pump.Result toStream(StreamParts parts, Shelf shelf, Mix mix) {
        String stream = parts.settings().stream();
        try (StreamWriter writer = StreamWriter.open(parts.stores().settings(), stream)) {
            if (parts.stores().settings().profile() == Profile.DEV) {
                writer.createIfAbsent(1);
            }
            Pump.Sink sink = new Pump.Sink() {
                @Override
                public void put(List<byte[]> records) {
                    writer.put(records);
                }

                @Override
                public long retried() {
                    return writer.retried();
                }
            };
            return run(parts.settings(), shelf, mix, sink, rate == null ? USUAL_RATE : rate);
        }
    }

    private Pump.Result toFile(StreamParts parts, Shelf shelf, Mix mix, Path to) {
        try (FileSink sink = new FileSink(to)) {
            return run(parts.settings(), shelf, mix, sink, rate == null ? 0 : rate);
        }
    }

    private Pump.Result run(StreamSettings settings, Shelf shelf, Mix mix, Pump.Sink sink, double perSecond) {
        Clock clock = Clock.systemUTC();
        Instant begin = start == null ? clock.instant() : start;
        ChangeGenerator generator = new ChangeGenerator(
                shelf,
                mix,
                malformed,
                seed,
                settings.tables().getFirst(),
                settings.zone(),
                begin,
                start == null ? record -> clock.instant() : evenly(begin, perSecond));
        Long most = count == null && seconds == null ? Long.valueOf(USUAL_COUNT) : count;
        return new Pump(generator::next, sink, perSecond, Pump.Time.ON_THIS_MACHINE, err)
                .run(most, seconds == null ? null : Duration.ofSeconds(seconds));
    }

    /** Commit times that do not depend on when the run is made. */
    private static LongFunction<Instant> evenly(Instant begin, double perSecond) {
        double nanos = perSecond == 0 ? 1_000_000 : 1e9 / perSecond;
        return record -> begin.plusNanos((long) (record * nanos));
    }
}

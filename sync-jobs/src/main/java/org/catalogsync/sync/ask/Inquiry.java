package org.catalogsync.sync.ask;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.catalogsync.stores.RetryCounters;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.sync.progress.Progress;
import org.catalogsync.sync.run.Lazy;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.RunRequest;
import org.catalogsync.sync.run.WritePermit;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.staging.StagingArea;
import org.jspecify.annotations.Nullable;

/** What a run from {@code soap} or {@code soap:LIST} does before there is something to extract. */
public record Inquiry(Keys keys, Ask ask) {
    private static final String SOAP = "soap";
    private static final String OF_LIST = SOAP + ":";

    /** Whether a request's source is the ERP's own word. */
    public static boolean isMeantBy(RunRequest request) {
        return request.source().equals(SOAP) || listOf(request).isPresent();
    }

    private static Optional<String> listOf(RunRequest request) {
        String source = request.source();
        return source.startsWith(OF_LIST) && source.length() > OF_LIST.length()
                ? Optional.of(source.substring(OF_LIST.length()))
                : Optional.empty();
    }

    /**
     * Asks nothing yet, and does not open the door.
     *
     * @param workers units that are asked at once
     * @param buckets the object store of a bucket, for a list that lies in one
     */
    public static Inquiry of(
            RunFacts facts,
            RunRequest request,
            ErpDoor door,
            Pacing pacing,
            int workers,
            ProductTable table,
            Function<String, ObjectStore> buckets,
            StagingArea staging,
            RetryCounters counters,
            WritePermit permit,
            Progress progress,
            Clock clock) {
        // Twice as many as may be under way, so that nobody waits for a unit's last answer with nothing to ask.
        int callsPerUnit = Math.ceilDiv(2 * pacing.callsAtOnce(), workers);
        Keys keys = new Keys(
                facts,
                () -> list(request, buckets),
                table,
                staging,
                () -> door.erp().batchLimit() * callsPerUnit,
                progress,
                clock);
        Lazy<Questions> questions =
                new Lazy<>(() -> new Questions(door.erp(), pacing, counters, permit, Time.OF_THIS_MACHINE));
        return new Inquiry(keys, new Ask(facts, staging, questions));
    }

    private static @Nullable KeyList list(RunRequest request, Function<String, ObjectStore> buckets) {
        String declaration = request.declaration();
        return listOf(request)
                .map(place -> KeyList.open(place, declaration == null ? null : Path.of(declaration), buckets))
                .orElse(null);
    }

    /** How many keys a run asks for, 0 as long as nobody knows. */
    public static long keys(RunFacts facts) {
        return facts.find(Keys.ASKED, Keys.Asked.class).map(Keys.Asked::keys).orElse(0L);
    }

    /**
     * The answers of a run that has asked for all its keys, as a source.
     *
     * @param margin the longest transaction of the ERP and by how much its clock may be ahead of ours
     */
    public static Source answers(RunFacts facts, RunRequest request, ObjectStore staged, Duration margin) {
        return AnswersSource.of(request.source(), facts, staged, margin);
    }

    /** What the ERP said, in a sentence for people. */
    public static String spoken(RunFacts facts) {
        List<Ask.Receipt> answers = facts.receipts(Ask.STEP, Ask.Receipt.class);
        return "the ERP was asked for " + sum(answers, Ask.Receipt::asked) + " keys: it does not have "
                + sum(answers, Ask.Receipt::notFound) + ", and what it said of "
                + sum(answers, Ask.Receipt::unreadable) + " cannot be relied on";
    }

    private static long sum(List<Ask.Receipt> answers, ToLongFunction<Ask.Receipt> figure) {
        return answers.stream().mapToLong(figure).sum();
    }
}

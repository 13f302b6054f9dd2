package org.catalogsync.cdc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.catalogsync.cdc.announce.Announcements;
import org.catalogsync.cdc.apply.Apply;
import org.catalogsync.cdc.decode.Decoded;
import org.catalogsync.cdc.decode.Decoder;
import org.catalogsync.cdc.decode.KplRecords;
import org.catalogsync.cdc.intake.Received;
import org.catalogsync.cdc.observe.BatchTrace;
import org.catalogsync.cdc.observe.BatchTrace.Stage;
import org.catalogsync.cdc.observe.Lag;
import org.catalogsync.cdc.observe.StreamCounts;
import org.catalogsync.cdc.observe.StreamCounts.End;
import org.catalogsync.cdc.observe.Traces;
import org.catalogsync.cdc.order.Located;
import org.catalogsync.cdc.order.Ordering;
import org.catalogsync.cdc.quarantine.DeadLetter;
import org.catalogsync.cdc.quarantine.DeadLetters;
import org.catalogsync.cdc.refetch.Refetches;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.WriteDecision.Incoming;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.events.EventBus;
import org.catalogsync.stores.products.MalformedItem;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a batch of records, from top to bottom: decode, order, apply, announce. Only when {@link #handle} has returned may the batch be forgotten (the checkpoint); until then it may be handled again, in
 * whole or in part, by anybody, in any order.
 *
 * <p>Bad records are set aside and never stop the stream. A store that is away does, by {@link org.catalogsync.stores.StoreUnavailable}, and so does a source whose columns no longer are those of the mapping, by
 * {@link StreamPaused}.
 */
public final class StreamFlow {
    private final Decoder decoder;
    private final Apply apply;
    private final Announcements announcements;
    private final EventBus events;
    private final DeadLetters deadLetters;
    private final Refetches refetches;
    private final Pauses pauses;
    private final StreamCounts counts;
    private final Lag lag;
    private final Traces traces;
    private final Duration skew;
    private final Clock clock;

    /** @param skew by how much the source's clock may be ahead of ours */
    public StreamFlow(
            Decoder decoder,
            Apply apply,
            Announcements announcements,
            EventBus events,
            DeadLetters deadLetters,
            Refetches refetches,
            Pauses pauses,
            StreamCounts counts,
            Lag lag,
            Traces traces,
            Duration skew,
            Clock clock) {
        this.decoder = decoder;
        this.apply = apply;
        this.announcements = announcements;
        this.events = events;
        this.deadLetters = deadLetters;
        this.refetches = refetches;
        this.pauses = pauses;
        this.counts = counts;
        this.lag = lag;
        this.traces = traces;
        this.skew = skew;
        this.clock = clock;
    }

    /** Brings every record of the batch to its end; returns the latest commit among them, by the source's clock. Empty where none has a time that can be believed. */
    public Optional<Instant> handle(List<Received> batch) {
        BatchTrace trace = traces.begin();
        List<DecodedRecord> records = decode(batch, trace);
        Optional<Instant> newest = newestCommit(records, clock.instant());
        handle(records, true, trace);
        counts.count(End.RECEIVED, batch.size());
        return newest;
    }

    /** The same for records that their source has decoded already, such as the lines of a file, which mean nothing without its header. */
    public List<DeadLetter> handleDecoded(List<DecodedRecord> batch) {
        List<DeadLetter> letters = handle(batch, true, traces.begin());
        counts.count(End.RECEIVED, batch.size());
        return letters;
    }

    /** Handles one record again that was set aside; returns what still is wrong with it. Nothing is set aside anew: it still is. */
    public List<DeadLetter> retry(Received record) {
        BatchTrace trace = traces.begin();
        return handle(decode(List.of(record), trace), false, trace);
    }

    /** The same for a record that its source has decoded. */
    public List<DeadLetter> retry(DecodedRecord record) {
        return handle(List.of(record), false, traces.begin());
    }

    private List<DeadLetter> handle(List<DecodedRecord> batch, boolean setAside, BatchTrace trace) {
        return trace.of(batch, DecodedRecord::from, () -> handleAll(batch, setAside, trace));
    }

    /** An item that somebody else has damaged stops its own key only. */
    private List<DeadLetter> handleAll(List<DecodedRecord> batch, boolean setAside, BatchTrace trace) {
        try {
            return handleTogether(batch, setAside, trace);
        } catch (MalformedItem damaged) {
            List<DeadLetter> letters = new ArrayList<>();
            for (DecodedRecord record : batch) {
                letters.addAll(handleAlone(record, setAside, trace));
            }
            return letters;
        }
    }

    private List<DeadLetter> handleAlone(DecodedRecord record, boolean setAside, BatchTrace trace) {
        try {
            return handleTogether(List.of(record), setAside, trace);
        } catch (MalformedItem damaged) {
            DeadLetter letter = DeadLetter.of(
                    record.from(),
                    "malformed_item",
                    "",
                    "an item that can be read",
                    String.valueOf(damaged.getMessage()));
            trace.begins(Stage.QUARANTINE);
            if (setAside) {
                deadLetters.put(List.of(letter));
            }
            counts.count(End.QUARANTINED, 1);
            trace.quarantined(letter);
            return List.of(letter);
        }
    }

    private List<DeadLetter> handleTogether(List<DecodedRecord> records, boolean setAside, BatchTrace trace) {
        trace.begins(Stage.ORDER);
        Batch batch = sorted(records);
        Ordering.Ordered ordered =
                Ordering.newestPerKey(batch.changes, clock.instant().plus(skew));
        trace.begins(Stage.APPLY);
        List<StoredItem> standing;
        Apply.Result result;
        try {
            standing = apply.standing(ordered.overtaken());
            result = apply.apply(ordered.changes());
        } catch (StoreUnavailable e) {
            lag.waits(
                    ordered.changes().stream()
                            .map(change -> committed(change.change().incoming())),
                    clock.instant());
            throw e;
        }
        List<DeadLetter> letters = batch.letters;
        for (Apply.Left refused : result.refused()) {
            letters.add(DeadLetter.of(
                    refused.change().from(), "from_the_future", "", "a version that has come", refused.why()));
        }
        refetches.ask(result.hints());
        announce(standing, ordered, result, trace);
        trace.begins(Stage.QUARANTINE);
        if (setAside) {
            deadLetters.put(letters);
        }
        count(batch, ordered, result);
        trace.ended(batch.noted, letters, ordered.overtaken(), result);
        batch.throwIfPaused();
        return letters;
    }

    private List<DecodedRecord> decode(List<Received> batch, BatchTrace trace) {
        trace.begins(Stage.DECODE);
        List<DecodedRecord> decoded = new ArrayList<>(batch.size());
        for (Received record : batch) {
            switch (KplRecords.unpack(record.bytes())) {
                case KplRecords.Unpacked.Broken broken ->
                    decoded.add(new DecodedRecord(record, List.of(broken.poison())));
                case KplRecords.Unpacked.Records inside ->
                    inside.records().forEach(part -> decoded.add(decode(part, record)));
            }
        }
        return decoded;
    }

    private DecodedRecord decode(KplRecords.UserRecord part, Received whole) {
        Received record = part.aggregated()
                ? new Received(whole.origin().part(part.subSequence()), part.data(), whole.arrived())
                : whole;
        return new DecodedRecord(record, decoder.decode(record.bytes()));
    }

    /** By what is to be done with them. What came before a pause is applied and announced; from that record on nothing is. */
    private Batch sorted(List<DecodedRecord> records) {
        Batch batch = new Batch();
        for (DecodedRecord record : records) {
            for (Decoded end : record.ends()) {
                switch (end) {
                    case Decoded.Change change -> batch.add(new Located(change, record.from()));
                    case Decoded.Poison poison -> batch.setAside(record.from(), poison);
                    case Decoded.Noted noted -> batch.note(record.from(), noted);
                    case Decoded.SchemaBroken broken -> {
                        if (pauses.holds(broken)) {
                            batch.pausedBy = broken;
                            return batch;
                        }
                        batch.note(record.from(), new Decoded.Noted("schema-accepted", broken.detail()));
                    }
                }
            }
        }
        return batch;
    }

    /**
     * Also what was not written now: an earlier try may have died between its write and its announcement. Events of one item repeat harmlessly. A key of which a change was not written now may hide a state that nobody
     * announced, behind a write that changed nothing by itself; its answers are not trusted.
     */
    private void announce(List<StoredItem> standing, Ordering.Ordered ordered, Apply.Result result, BatchTrace trace) {
        trace.announcing(result);
        Map<String, StoredItem> items = new LinkedHashMap<>();
        standing.forEach(item -> items.put(eventId(item), item));
        Set<Isbn> doubtful = new HashSet<>();
        ordered.overtaken().forEach(change -> doubtful.add(change.isbn()));
        result.written().forEach(done -> items.put(eventId(done.item()), done.item()));
        for (List<Apply.Done> earlier : List.of(result.repeated(), result.superseded())) {
            earlier.forEach(done -> {
                items.put(eventId(done.item()), done.item());
                doubtful.add(done.item().isbn());
            });
        }
        List<EventBus.Event> all = new ArrayList<>(items.size() * 2);
        for (Map.Entry<String, StoredItem> item : items.entrySet()) {
            String header = trace.header(item.getKey());
            boolean mayHideAnother = doubtful.contains(item.getValue().isbn());
            for (EventBus.Event event : announcements.of(item.getValue(), mayHideAnother)) {
                all.add(event.tracedBy(header));
            }
        }
        events.publish(all);
    }

    private static String eventId(StoredItem item) {
        return item.isbn().value() + "@" + item.stamp().rev();
    }

    /** A row of the initial load has no commit. */
    private static @Nullable Instant committed(Incoming incoming) {
        return incoming instanceof Incoming.Fill ? null : incoming.version().at();
    }

    /** What is dated later than the source's clock may be is refused and tells nothing; a time that is not here yet, but may be, counts as now. */
    private Optional<Instant> newestCommit(List<DecodedRecord> records, Instant now) {
        Instant latest = now.plus(skew);
        return records.stream()
                .flatMap(record -> record.ends().stream())
                .flatMap(end -> end instanceof Decoded.Change change
                        ? Stream.ofNullable(committed(change.incoming()))
                        : Stream.empty())
                .filter(at -> !at.isAfter(latest))
                .max(Comparator.naturalOrder())
                .map(at -> at.isAfter(now) ? now : at);
    }

    private void count(Batch batch, Ordering.Ordered ordered, Apply.Result result) {
        counts.count(End.NOTED, batch.noted.size());
        counts.count(End.OVERTAKEN, ordered.overtaken().size());
        counts.count(End.APPLIED, result.written().size());
        counts.count(End.REPEATED, result.repeated().size());
        counts.count(End.SUPERSEDED, result.superseded().size());
        counts.count(End.HINTS, result.hints().size());
        counts.count(End.QUARANTINED, batch.letters.size());
        for (Apply.Done done : result.written()) {
            Incoming incoming = done.change().change().incoming();
            // A row of the initial load has no commit.
            if (!(incoming instanceof Incoming.Fill)) {
                lag.reached(incoming.version().at(), done.item().stamp().lastSync());
            }
        }
    }
}

package org.catalogsync.cdc.generate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.catalogsync.cdc.generate.DmsWriter.Row;
import org.catalogsync.cdc.generate.Mix.Act;

/**
 * Makes one change after the other, each newer than the one before by log position and commit time. The log's file carries the moment of the start, so whatever a later run makes is newer than all of an earlier one. Not thread-safe.
 */
public final class ChangeGenerator {
    private static final int LARGEST_STOCK = 60;

    private final Shelf shelf;
    private final Mix mix;
    private final double malformed;
    private final LongFunction<Instant> clock;
    private final SplittableRandom random;
    private final DmsWriter writer;
    private long made;
    private long position = 4;
    private Instant last;

    /**
     * @param malformed how many of a hundred records are broken
     * @param start the log's age
     * @param clock the commit time of the record of a number; those that are no later than the one before are moved
     */
    public ChangeGenerator(
            Shelf shelf,
            Mix mix,
            double malformed,
            long seed,
            String table,
            ZoneId zone,
            Instant start,
            LongFunction<Instant> clock) {
        this.shelf = shelf;
        this.mix = mix;
        this.malformed = malformed;
        this.clock = clock;
        this.random = new SplittableRandom(seed);
        this.writer = new DmsWriter(table, zone, "mysql-bin-changelog." + start.toEpochMilli());
        this.last = start.minusNanos(1_000);
    }

    /** The next record; the bytes are the caller's. */
    public byte[] next() {
        Instant now = clock.apply(made++);
        last = now.isAfter(last) ? now : last.plusNanos(1_000);
        position += 500 + random.nextInt(1_000);
        return malformed > 0 && random.nextDouble(100) < malformed ? malformed() : change(possible(mix.draw(random)));
    }

    /** Where all rows are there nothing can be added, and where none is nothing else can be done. */
    private Act possible(Act act) {
        return switch (act) {
            case UPDATE, DELETE -> shelf.isEmpty() ? Act.INSERT : act;
            case INSERT -> shelf.isFull() ? Act.UPDATE : act;
            case REKEY -> shelf.isEmpty() ? Act.INSERT : shelf.isFull() ? Act.UPDATE : act;
        };
    }

    private byte[] change(Act act) {
        return switch (act) {
            case UPDATE -> {
                int book = shelf.any(random);
                Row before = row(book);
                shelf.stock(book, random.nextInt(LARGEST_STOCK));
                yield writer.write("update", row(book), before, position, last);
            }
            case INSERT -> {
                int book = shelf.add(random);
                shelf.stock(book, random.nextInt(LARGEST_STOCK));
                yield writer.write("insert", row(book), null, position, last);
            }
            case DELETE -> writer.write("delete", row(shelf.take(random)), null, position, last);
            case REKEY -> {
                int fresh = shelf.add(random);
                int old = shelf.takeOtherThanLast(random);
                shelf.stock(fresh, shelf.quantity(old));
                yield writer.write("update", row(fresh), row(old), position, last);
            }
        };
    }

    private Row row(int book) {
        return new Row(book, shelf.isbn(book), shelf.quantity(book));
    }

    /** Changes no row, so that what follows is right. */
    private byte[] malformed() {
        Row row = new Row(0, shelf.isbn(0), 1);
        byte[] whole = writer.write("update", row, row, position, last);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(whole, whole.length / 2);
            case 1 -> writer.write("upsert", row, row, position, last);
            case 2 -> writer.write("update", new Row(0, "not an ISBN", 1), null, position, last);
            default -> "<record/>".getBytes(StandardCharsets.UTF_8);
        };
    }
}

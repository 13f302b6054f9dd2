package org.catalogsync.cdc.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.catalogsync.cdc.DecodedRecord;
import org.catalogsync.cdc.decode.CdcFile;
import org.catalogsync.cdc.decode.Decoded;
import org.catalogsync.cdc.decode.Decoded.Poison;
import org.catalogsync.cdc.intake.Origin;
import org.catalogsync.cdc.intake.Received;
import org.jspecify.annotations.Nullable;

/**
 * Change files as records of the flow. A record's bytes are the file's header and its own lines, so that it can be read without the file; its origin is the file, its line, and its number among the records of all files, which orders changes of one
 * commit time.
 */
public final class ChangeFiles {
    private static final int BATCH = 500;
    private static final int BATCH_BYTES = 4 << 20;

    private final CdcFile file;
    private final Clock clock;

    public ChangeFiles(CdcFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Consecutive records of one file.
     *
     * @param lastLine the line on which the last of them begins
     */
    record Batch(List<DecodedRecord> records, long lastLine) {
        /** Whether the file ends here because its header is not what the mapping needs. */
        boolean isSchemaBroken() {
            return records.getFirst().ends().getFirst() instanceof Decoded.SchemaBroken;
        }
    }

    /**
     * Reads one file to its end. Throws {@link org.catalogsync.stores.StoreUnavailable} where the store does not give it; whatever it holds has its ends.
     *
     * @param stored the object, packed or not; closed by the caller
     * @param address of the file, for origins
     * @param first the number of its first record
     * @param behind the line behind which records are handed over
     * @return the number behind its last record
     */
    int read(InputStream stored, String address, Instant written, int first, long behind, Consumer<Batch> batches) {
        Reading reading = new Reading(address, first, behind, batches);
        try {
            RawLines raw = reading.from(new RawLines(Contents.of(address, stored)));
            file.read(raw, written, first, reading::next);
            reading.end(raw.rest());
        } catch (IOException unreadable) {
            reading.broken(unreadable);
        }
        return reading.number;
    }

    /** Whether a record is of a file. */
    public static boolean wrote(Origin origin) {
        return origin.source().startsWith("s3:");
    }

    /** Reads a record of a file again, from its own bytes. Never pauses anything: a header that cannot be used is what is wrong with it. */
    public DecodedRecord decode(Received record) {
        List<Decoded> ends = new ArrayList<>();
        try {
            file.read(
                    new ByteArrayInputStream(record.bytes()),
                    record.arrived(),
                    Math.toIntExact(record.origin().sub()),
                    line -> line.ends().forEach(end -> ends.add(poisonIfBroken(end))));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        if (ends.isEmpty()) {
            ends.add(new Poison("file_unreadable", "", "a file that can be read", "no line of it"));
        }
        return new DecodedRecord(record, ends);
    }

    private static Decoded poisonIfBroken(Decoded end) {
        return end instanceof Decoded.SchemaBroken broken
                ? new Poison("schema_broken", broken.what(), "the columns of the mapping", broken.detail())
                : end;
    }

    /** One pass over one file. A record's bytes are known when the next one begins. */
    private final class Reading {
        private final String address;
        private final long behind;
        private final Consumer<Batch> batches;
        private final Instant arrived = clock.instant();
        private @Nullable RawLines raw;
        private byte @Nullable [] header;
        private CdcFile.@Nullable Line last;
        private List<DecodedRecord> batch = new ArrayList<>();
        private int bytes;
        private int number;

        Reading(String address, int first, long behind, Consumer<Batch> batches) {
            this.address = address;
            this.behind = behind;
            this.batches = batches;
            number = first;
        }

        RawLines from(RawLines lines) {
            raw = lines;
            return lines;
        }

        void next(CdcFile.Line line) {
            byte[] before = raw == null ? new byte[0] : raw.before(line.line());
            if (header == null) {
                header = before;
            } else {
                add(before);
            }
            last = line;
        }

        void end(byte[] rest) {
            if (last != null) {
                add(rest);
            }
            flush();
        }

        /** The lines so far count; of the rest nobody knows what it was. */
        void broken(IOException why) {
            long line = last == null ? 1 : last.line() + 1;
            if (last != null && raw != null) {
                add(raw.wholeLines());
            }
            flush();
            last = new CdcFile.Line(
                    line,
                    List.of(new Poison(
                            "file_unreadable",
                            "behind line " + (line - 1),
                            "a whole file",
                            String.valueOf(why.getMessage()))));
            add(new byte[0]);
            flush();
        }

        private void add(byte[] own) {
            CdcFile.Line line = last;
            if (line != null && line.line() > behind) {
                byte[] whole = joined(own);
                Received from = new Received(new Origin(address, Long.toString(line.line()), number), whole, arrived);
                batch.add(new DecodedRecord(from, line.ends()));
                bytes += whole.length;
            }
            number++;
            if (batch.size() >= BATCH || bytes >= BATCH_BYTES) {
                flush();
            }
        }

        private byte[] joined(byte[] own) {
            byte[] head = header == null ? new byte[0] : header;
            byte[] whole = Arrays.copyOf(head, head.length + own.length);
            System.arraycopy(own, 0, whole, head.length, own.length);
            return whole;
        }

        private void flush() {
            if (!batch.isEmpty() && last != null) {
                accept(new Batch(batch, last.line()));
                batch = new ArrayList<>();
                bytes = 0;
            }
        }

        /** A failure of whoever takes the batch must not be taken for one of the file. */
        private void accept(Batch full) {
            try {
                batches.accept(full);
            } catch (UncheckedIOException notOfTheFile) {
                throw new IllegalStateException(notOfTheFile);
            }
        }
    }
}

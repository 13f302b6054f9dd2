package org.catalogsync.cdc.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.catalogsync.cdc.StreamFlow;
import org.catalogsync.cdc.files.ChangeFiles.Batch;
import org.catalogsync.cdc.files.Progress.UnderWay;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.objects.ObjectStore;
import org.catalogsync.stores.objects.ObjectStore.ObjectMissing;
import org.catalogsync.stores.objects.ObjectStore.StoredObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is new below a prefix: files in the order of their names, each in batches through the flow. The progress moves when a batch is announced and not before, so each line is handled at least once, and what is handled twice is recognised by
 * its version.
 */
public final class FileRounds {
    private static final Logger LOG = LoggerFactory.getLogger(FileRounds.class);
    private static final int PAGE = 1_000;
    private static final int MOST_TOLD = 1_000;

    private final ObjectStore objects;
    private final String address;
    private final String prefix;
    private final ChangeFiles files;
    private final StreamFlow flow;
    private final ProgressRecord progress;
    private final Hands hands;
    private final Set<String> told = new LinkedHashSet<>();
    private long lines;

    /** Who brings a batch through the flow, and what happens while that is not possible. */
    interface Hands {
        /** To be tried once; a pause is thrown on. */
        Hands ONCE = (file, batch, checkpoint) -> {
            batch.run();
            checkpoint.run();
        };

        void handle(String file, Runnable batch, Runnable checkpoint);
    }

    /** @param address of the prefix, {@code s3://bucket/prefix} */
    FileRounds(
            ObjectStore objects,
            String address,
            String prefix,
            ChangeFiles files,
            StreamFlow flow,
            ProgressRecord progress,
            Hands hands) {
        this.objects = objects;
        this.address = address;
        this.prefix = prefix;
        this.files = files;
        this.flow = flow;
        this.progress = progress;
        this.hands = hands;
    }

    /**
     * What one look came to.
     *
     * @param read how many files were read to their end
     * @param known whether there is a change file, or ever was one
     * @param others the first name that is none of a change file, null where there is none
     */
    public record Round(int read, boolean known, @Nullable String others) {}

    /** Reads every file that is not finished. Throws {@link StoreUnavailable} and {@link org.catalogsync.cdc.StreamPaused}; the next round goes on from there. */
    public Round round() {
        UnderWay left = progress.load().underWay();
        int read = 0;
        if (left != null) {
            // Before all others, also before one that came late meanwhile: the record of progress has one place.
            read(left.name());
            read++;
        }
        String other = null;
        String after = "";
        List<StoredObject> page;
        do {
            String floor = progress.now().floor();
            page = objects.behind(prefix, latest(after, floor.isEmpty() ? "" : prefix + floor), PAGE);
            for (StoredObject object : page) {
                after = object.key();
                String name = after.substring(prefix.length());
                if (!FileNames.isChanges(after)) {
                    other = other == null && !FileNames.isFolder(after) ? after : other;
                    tell(after);
                } else if (!progress.now().isFinished(name)) {
                    read(name);
                    read++;
                }
            }
        } while (page.size() == PAGE);
        return new Round(read, !progress.now().finished().isEmpty(), other);
    }

    /**
     * Rounds until nothing is new; returns how many files were read.
     *
     * @throws IllegalArgumentException if there is no change file and never was one
     */
    public int toTheEnd() {
        int read = 0;
        while (true) {
            try {
                Round round = round();
                if (!round.known()) {
                    throw nothing(round.others() == null ? "no object" : "others, such as " + round.others());
                }
                if (round.read() == 0) {
                    return read;
                }
                read += round.read();
            } catch (ProgressRecord.Moved elsewhere) {
                LOG.warn("{}", elsewhere.getMessage());
            } catch (ObjectMissing noBucket) {
                throw nothing("no such bucket");
            }
        }
    }

    private IllegalArgumentException nothing(String found) {
        return new IllegalArgumentException(address
                + ": expected change files of DMS (yyyyMMdd-HHmmssSSS.csv or CDC_TXN-….csv, also .gz) under this prefix, found "
                + found);
    }

    private static String latest(String one, String other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** How many lines of files were handled since this process began. */
    public long lines() {
        return lines;
    }

    public String address() {
        return address;
    }

    private void read(String name) {
        UnderWay place = progress.now().in(name);
        int later = progress.now().finishedBehind(name);
        if (later > 0) {
            LOG.info("{}{} came late: {} files with later names were finished", address, name, later);
        }
        int end = place.first();
        try {
            end = read(name, place);
        } catch (ObjectMissing gone) {
            LOG.warn(
                    "{}{} was deleted before it was read to its end; line {} was reached", address, name, place.line());
        }
        progress.move(progress.now().finished(name, end));
    }

    private int read(String name, UnderWay place) {
        String file = address + name;
        StoredObject object = objects.find(prefix + name).orElseThrow(() -> new ObjectMissing(address, name));
        try (InputStream in = objects.open(object.key())) {
            int end = files.read(
                    in,
                    file,
                    Objects.requireNonNull(object.modified()),
                    place.first(),
                    place.line(),
                    batch -> handle(file, batch, place));
            LOG.info("{} is done", file);
            return end;
        } catch (IOException e) {
            throw new StoreUnavailable("objects: " + file + " could not be closed: " + e.getMessage(), e);
        }
    }

    private void handle(String file, Batch batch, UnderWay place) {
        hands.handle(
                file,
                () -> flow.handleDecoded(batch.records()),
                () -> progress.move(progress.now().reached(place.at(batch.lastLine()))));
        if (batch.isSchemaBroken()) {
            LOG.warn(
                    "{} is passed over: somebody accepted that its columns are not those of the mapping. Its changes wait for the night, or for a copy of it under a later name",
                    file);
        } else {
            lines += batch.records().size();
        }
    }

    private void tell(String key) {
        if (!FileNames.isFolder(key) && told.size() < MOST_TOLD && told.add(key)) {
            LOG.info("{} is left alone: no name of a change file", key);
        }
    }
}

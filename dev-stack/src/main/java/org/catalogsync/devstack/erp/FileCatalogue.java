package org.catalogsync.devstack.erp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A catalogue that is an export's file. Only where each row stands is kept in memory, 20 bytes a row; the row itself is read when it is asked for. Of several rows of one ISBN the one that was changed last counts. */
final class FileCatalogue implements Catalogue {
    private static final int MOST_ROWS = 1_000_000;

    private final ExportFile file;
    private final int rows;
    private final long[] keys;
    private final long[] offsets;
    private final int[] lengths;

    private record Place(long key, long updated, long offset, int length) {}

    private FileCatalogue(ExportFile file, int rows, List<Place> places) {
        this.file = file;
        this.rows = rows;
        this.keys = places.stream().mapToLong(Place::key).toArray();
        this.offsets = places.stream().mapToLong(Place::offset).toArray();
        this.lengths = places.stream().mapToInt(Place::length).toArray();
    }

    /**
     * Reads the file once, from the first row to the last.
     *
     * @throws IOException where it cannot be read or is no export, in words for people
     */
    static FileCatalogue open(Path path) throws IOException {
        ExportFile file = ExportFile.open(path);
        try {
            List<Place> places = new ArrayList<>();
            int[] rows = {0};
            file.forEach(row -> {
                if (++rows[0] > MOST_ROWS) {
                    throw new IOException(path + " has more than " + MOST_ROWS + " rows");
                }
                long key = file.key(row);
                if (key != IsbnKey.NONE) {
                    places.add(new Place(key, file.updated(row), row.offset(), row.length()));
                }
            });
            return new FileCatalogue(file, rows[0], newest(places));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static List<Place> newest(List<Place> places) {
        places.sort(Comparator.comparingLong(Place::key)
                .thenComparingLong(Place::updated)
                .thenComparingLong(Place::offset));
        List<Place> newest = new ArrayList<>(places.size());
        for (int i = 0; i < places.size(); i++) {
            if (i + 1 == places.size()
                    || places.get(i + 1).key() != places.get(i).key()) {
                newest.add(places.get(i));
            }
        }
        return newest;
    }

    @Override
    public List<Volume> volumes(List<Long> asked) throws IOException {
        List<Volume> found = new ArrayList<>(asked.size());
        for (long key : asked.stream().distinct().sorted().toList()) {
            int at = Arrays.binarySearch(keys, key);
            if (at >= 0) {
                found.add(read(at));
            }
        }
        return found;
    }

    private Volume read(int at) throws IOException {
        Volume volume = file.read(offsets[at], lengths[at]);
        if (volume.key() != keys[at]) {
            throw new IOException(file + " was changed after it was read");
        }
        return volume;
    }

    @Override
    public String description() {
        return keys.length + " volumes in " + rows + " rows of " + file;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package org.catalogsync.chat.retrieve;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.jspecify.annotations.Nullable;

/** Volumes in columns, those of a series side by side and in their order: about sixty bytes a volume with its title. */
final class Shelf {
    static final int NO_VOLUME = Integer.MIN_VALUE;
    private static final int UNKNOWN = Integer.MIN_VALUE;
    private static final String PARTS = "上中下";
    private static final List<StockStatus> STATUSES = List.of(StockStatus.values());

    private final Columns columns;
    private final State state;

    /** What changes by the minute; the rest is shared by the indexes of one generation. */
    @SuppressWarnings("ArrayRecordComponent")
    private record State(int[] quantities, byte[] statuses, int[] prices, int[] restocks, int[] etas, int[] versions) {
        static State of(int size) {
            return new State(new int[size], new byte[size], new int[size], new int[size], new int[size], new int[size]);
        }

        State copy() {
            return new State(
                    quantities.clone(),
                    statuses.clone(),
                    prices.clone(),
                    restocks.clone(),
                    etas.clone(),
                    versions.clone());
        }

        void put(int at, TitleEntry entry) {
            quantities[at] = number(entry.quantity());
            statuses[at] = (byte) STATUSES.indexOf(entry.status());
            prices[at] = number(entry.priceJpy());
            restocks[at] = entry.lastRestock() == null
                    ? UNKNOWN
                    : (int) entry.lastRestock().toEpochDay();
            etas[at] = number(entry.restockEtaDays());
            versions[at] = (int) entry.version().getEpochSecond();
        }

        private static int number(@Nullable Integer number) {
            return number == null ? UNKNOWN : number;
        }
    }

    private Shelf(Columns columns, State state) {
        this.columns = columns;
        this.state = state;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Columns(
            long[] isbns,
            int[] volumes,
            int[] series,
            int[] seriesStarts,
            int[] byIsbn,
            byte[] titles,
            int[] titleStarts,
            int[] authors,
            int[] genres,
            int[] warehouses,
            List<String> words) {}

    /** One volume in its place: entries come sorted by series and volume. */
    record Placed(TitleEntry entry, int series, int volume) {}

    static Shelf of(List<Placed> sorted) {
        int size = sorted.size();
        int seriesCount = sorted.isEmpty() ? 0 : sorted.getLast().series() + 1;
        long[] isbns = new long[size];
        int[] volumes = new int[size];
        int[] series = new int[size];
        int[] authors = new int[size];
        int[] genres = new int[size];
        int[] warehouses = new int[size];
        int[] titleStarts = new int[size + 1];
        int[] seriesStarts = new int[seriesCount + 1];
        List<byte[]> titles = new ArrayList<>(size);
        Map<String, Integer> words = new LinkedHashMap<>();
        State state = State.of(size);
        for (int at = 0; at < size; at++) {
            Placed placed = sorted.get(at);
            TitleEntry entry = placed.entry();
            isbns[at] = entry.isbn().asLong();
            volumes[at] = placed.volume();
            series[at] = placed.series();
            seriesStarts[placed.series() + 1] = at + 1;
            authors[at] = word(words, entry.author());
            genres[at] = word(words, entry.genre());
            warehouses[at] = word(words, entry.warehouse());
            titles.add(entry.title().getBytes(StandardCharsets.UTF_8));
            titleStarts[at + 1] = titleStarts[at] + titles.getLast().length;
            state.put(at, entry);
        }
        byte[] bytes = new byte[titleStarts[size]];
        for (int at = 0; at < size; at++) {
            System.arraycopy(titles.get(at), 0, bytes, titleStarts[at], titles.get(at).length);
        }
        return new Shelf(
                new Columns(
                        isbns,
                        volumes,
                        series,
                        seriesStarts,
                        byIsbn(isbns),
                        bytes,
                        titleStarts,
                        authors,
                        genres,
                        warehouses,
                        List.copyOf(words.keySet())),
                state);
    }

    private static int word(Map<String, Integer> words, @Nullable String word) {
        return word == null ? -1 : words.computeIfAbsent(word, w -> words.size());
    }

    /** Places in the order of their ISBNs. */
    private static int[] byIsbn(long[] isbns) {
        Integer[] places = new Integer[isbns.length];
        Arrays.setAll(places, i -> i);
        Arrays.sort(places, (a, b) -> Long.compare(isbns[a], isbns[b]));
        return Arrays.stream(places).mapToInt(Integer::intValue).toArray();
    }

    /** The same volumes with other stock and prices; null where an entry is new here or has another title, author, genre or warehouse. */
    @Nullable
    Shelf with(Iterable<TitleEntry> changed) {
        State copy = state.copy();
        for (TitleEntry entry : changed) {
            int at = place(entry.isbn());
            if (at < 0
                    || !title(at).equals(entry.title())
                    || !same(word(columns.authors[at]), entry.author())
                    || !same(word(columns.genres[at]), entry.genre())
                    || !same(word(columns.warehouses[at]), entry.warehouse())) {
                return null;
            }
            copy.put(at, entry);
        }
        return new Shelf(columns, copy);
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }

    int size() {
        return columns.isbns.length;
    }

    int seriesCount() {
        return columns.seriesStarts.length - 1;
    }

    int first(int ofSeries) {
        return columns.seriesStarts[ofSeries];
    }

    /** Behind the last place of a series. */
    int end(int ofSeries) {
        return columns.seriesStarts[ofSeries + 1];
    }

    int seriesOf(int place) {
        return columns.series[place];
    }

    int volume(int place) {
        return columns.volumes[place];
    }

    Isbn isbn(int place) {
        return new Isbn("%013d".formatted(columns.isbns[place]));
    }

    /** Where an ISBN stands, -1 where it does not. */
    int place(Isbn isbn) {
        long wanted = isbn.asLong();
        int low = 0;
        int high = columns.byIsbn.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = columns.isbns[columns.byIsbn[middle]];
            if (found == wanted) {
                return columns.byIsbn[middle];
            }
            if (found < wanted) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    String title(int place) {
        return new String(
                columns.titles,
                columns.titleStarts[place],
                columns.titleStarts[place + 1] - columns.titleStarts[place],
                StandardCharsets.UTF_8);
    }

    Optional<String> author(int place) {
        return Optional.ofNullable(word(columns.authors[place]));
    }

    Optional<String> warehouse(int place) {
        return Optional.ofNullable(word(columns.warehouses[place]));
    }

    private @Nullable String word(int number) {
        return number < 0 ? null : columns.words.get(number);
    }

    private static @Nullable Integer known(int number) {
        return number == UNKNOWN ? null : Integer.valueOf(number);
    }

    /** To the second below: never later than it was. */
    private Instant version(int place) {
        return Instant.ofEpochSecond(Integer.toUnsignedLong(state.versions[place]));
    }

    boolean isInStock(int place) {
        return state.statuses[place] == STATUSES.indexOf(StockStatus.IN_STOCK) && state.quantities[place] > 0;
    }

    /** Places by the day on which copies came in, the latest first; those of one day by their copies, the most first. */
    Comparator<Integer> lastInFirst() {
        return Comparator.<Integer>comparingInt(place -> state.restocks[place])
                .thenComparingInt(place -> state.quantities[place])
                .reversed()
                .thenComparingLong(place -> columns.isbns[place]);
    }

    private @Nullable LocalDate lastRestock(int place) {
        return state.restocks[place] == UNKNOWN ? null : LocalDate.ofEpochDay(state.restocks[place]);
    }

    /**
     * The last known fact of a volume; none where no moment is known at which it was true.
     *
     * @param whole a moment that all volumes are at least as new as, the epoch where none is known
     */
    Optional<Fact> fact(int place, Instant whole) {
        Instant version = version(place);
        Instant asOf = version.isAfter(whole) ? version : whole;
        return asOf.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(fact(asOf, place));
    }

    private Fact fact(Instant asOf, int place) {
        return new Fact(
                isbn(place),
                title(place),
                word(columns.authors[place]),
                word(columns.genres[place]),
                volumeText(columns.volumes[place]),
                known(state.quantities[place]),
                STATUSES.get(state.statuses[place]),
                known(state.prices[place]),
                lastRestock(place),
                known(state.etas[place]),
                asOf,
                Fact.Source.CACHE,
                true);
    }

    TitleEntry entry(int place, @Nullable String kana) {
        return new TitleEntry(
                isbn(place),
                title(place),
                kana,
                word(columns.authors[place]),
                word(columns.genres[place]),
                known(state.quantities[place]),
                STATUSES.get(state.statuses[place]),
                known(state.prices[place]),
                lastRestock(place),
                known(state.etas[place]),
                word(columns.warehouses[place]),
                version(place));
    }

    /** A volume as a number that sorts: 上, 中 and 下 below the numbers, those without a volume first. */
    static int volumeNumber(@Nullable String volume) {
        if (volume == null) {
            return NO_VOLUME;
        }
        int part = PARTS.indexOf(volume);
        return part >= 0 ? part - PARTS.length() : Integer.parseInt(volume);
    }

    static @Nullable String volumeText(int number) {
        if (number == NO_VOLUME) {
            return null;
        }
        return number < 0 ? PARTS.substring(number + PARTS.length(), number + PARTS.length() + 1) : "" + number;
    }

    long bytes() {
        long perVolume = 8L + 4L * 7 + 4L * 5 + 1;
        long text = columns.words.stream()
                .mapToLong(word -> 56L + 2L * word.length())
                .sum();
        return size() * perVolume + columns.titles.length + 4L * columns.seriesStarts.length + text;
    }
}

package org.catalogsync.chat.retrieve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.VolumeTitle;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue's titles in memory: finds the series that a question names, and their volumes. Immutable, so one question sees one catalogue from its first to its last step. Series are numbered from 0; the numbers mean
 * nothing to another index.
 */
public final class TitleIndex {
    public static final TitleIndex EMPTY = of(List.of(), Aliases.NONE);

    private final Aliases aliases;
    private final Shelf shelf;
    private final String[] readings;
    private final Names names;
    /** Titles whose volume stands amid their name, by their place on the shelf: nothing in them spells the series. */
    private final Names brokenTitles;

    private final CloseNames close;
    private final Instant whole;

    private TitleIndex(
            Aliases aliases,
            Shelf shelf,
            String[] readings,
            Names names,
            Names brokenTitles,
            CloseNames close,
            Instant whole) {
        this.aliases = aliases;
        this.shelf = shelf;
        this.readings = readings;
        this.names = names;
        this.brokenTitles = brokenTitles;
        this.close = close;
        this.whole = whole;
    }

    public static TitleIndex of(Collection<TitleEntry> entries, Aliases aliases) {
        List<Shelf.Placed> placed = placed(entries);
        Shelf shelf = Shelf.of(placed);
        String[] readings = new String[shelf.seriesCount()];
        Names.Collector brokenTitles = new Names.Collector();
        Names names = names(placed, aliases, readings, brokenTitles);
        return new TitleIndex(
                aliases, shelf, readings, names, brokenTitles.collected(), new CloseNames(names), Instant.EPOCH);
    }

    private record Split(TitleEntry entry, String series, int volume) {}

    private static List<Shelf.Placed> placed(Collection<TitleEntry> entries) {
        List<Split> split = new ArrayList<>(entries.size());
        Map<String, String> once = new HashMap<>();
        for (TitleEntry entry : entries) {
            VolumeTitle title = VolumeTitle.of(entry.title());
            String series = once.computeIfAbsent(title.series(), name -> name);
            split.add(new Split(entry, series, Shelf.volumeNumber(title.volume())));
        }
        split.sort(Comparator.comparing(Split::series)
                .thenComparingInt(Split::volume)
                .thenComparing(one -> one.entry().isbn()));
        List<Shelf.Placed> placed = new ArrayList<>(split.size());
        int series = -1;
        String before = null;
        for (Split one : split) {
            series += one.series().equals(before) ? 0 : 1;
            before = one.series();
            placed.add(new Shelf.Placed(one.entry(), series, one.volume()));
        }
        return placed;
    }

    private static Names names(
            List<Shelf.Placed> sorted, Aliases aliases, @Nullable String[] readings, Names.Collector brokenTitles) {
        Names.Collector collector = new Names.Collector();
        Set<String> ofSeries = new HashSet<>();
        String series = "";
        for (int at = 0; at < sorted.size(); at++) {
            Shelf.Placed volume = sorted.get(at);
            if (at == 0 || sorted.get(at - 1).series() != volume.series()) {
                ofSeries.clear();
                series = Spelling.key(VolumeTitle.of(volume.entry().title()).series());
                add(collector, ofSeries, series, volume.series(), aliases);
            }
            String title = Spelling.key(volume.entry().title());
            if (!title.startsWith(series) && !title.endsWith(series)) {
                brokenTitles.add(title, at);
                addBeginning(collector, ofSeries, volume);
            }
            String kana = volume.entry().kana();
            if (kana != null) {
                String reading = Spelling.key(VolumeTitle.of(kana).series());
                readings[volume.series()] = reading;
                add(collector, ofSeries, reading, volume.series(), aliases);
            }
        }
        return collector.collected();
    }

    private static void addBeginning(Names.Collector collector, Set<String> known, Shelf.Placed volume) {
        String before = VolumeTitle.nameBeforeVolume(volume.entry().title());
        String name = before == null ? "" : Spelling.key(before);
        if (!name.isEmpty() && known.add(name)) {
            collector.addBeginning(name, volume.series());
        }
    }

    private static void add(Names.Collector collector, Set<String> known, String name, int series, Aliases aliases) {
        if (known.add(name)) {
            collector.add(name, series);
            for (String alias : aliases.of(name)) {
                if (known.add(alias)) {
                    collector.add(alias, series);
                }
            }
        }
    }

    /** This index with some volumes changed and others gone. Where only stock and prices changed, its names are kept and the price is a copy of a few numbers a volume. */
    public TitleIndex with(Collection<TitleEntry> changed, Collection<Isbn> gone) {
        if (gone.stream().noneMatch(isbn -> shelf.place(isbn) >= 0)) {
            Shelf restocked = shelf.with(changed);
            if (restocked != null) {
                return new TitleIndex(aliases, restocked, readings, names, brokenTitles, close, whole);
            }
        }
        Map<Isbn, TitleEntry> all = LinkedHashMap.newLinkedHashMap(shelf.size() + changed.size());
        forEach(entry -> all.put(entry.isbn(), entry));
        changed.forEach(entry -> all.put(entry.isbn(), entry));
        gone.forEach(all::remove);
        return of(all.values(), aliases).asNewAs(whole);
    }

    /** This index, of which all volumes are known to be at least as new as a moment. */
    TitleIndex asNewAs(Instant moment) {
        return new TitleIndex(aliases, shelf, readings, names, brokenTitles, close, moment);
    }

    /** Visits all volumes, series by series. Readings come as they are compared. */
    public void forEach(Consumer<TitleEntry> visitor) {
        for (int at = 0; at < shelf.size(); at++) {
            visitor.accept(shelf.entry(at, readings[shelf.seriesOf(at)]));
        }
    }

    public int size() {
        return shelf.size();
    }

    /** How many series there are. */
    public int seriesCount() {
        return shelf.seriesCount();
    }

    /** Every place of a question where a name stands in its very spelling, short names and names within names too: whether one is meant is for the reader of the sentence to say. */
    public List<Mention> exact(Spelling question) {
        return names.in(question);
    }

    /** Titles that a question has from their first letter to their last, of those whose volume stands amid their name; the longest first. */
    public List<WholeTitle> wholeTitles(Spelling question) {
        return brokenTitles.in(question).stream()
                .sorted(Comparator.comparingInt(Mention::letters).reversed())
                .map(mention -> new WholeTitle(
                        mention.from(),
                        mention.to(),
                        mention.series().stream().map(shelf::isbn).toList()))
                .toList();
    }

    /**
     * A place of a question where a whole title stands.
     *
     * @param from where it begins in the question's plain text
     * @param to behind its last character
     */
    public record WholeTitle(int from, int to, List<Isbn> isbns) {}

    /** The series with the longest name that a text begins with and goes further than some letters; empty where there is none. */
    public Optional<Mention> beginning(String text, int furtherThan) {
        return names.in(Spelling.of(text)).stream()
                .filter(mention -> mention.from() == 0 && mention.to() > furtherThan)
                .max(Comparator.comparingInt(Mention::to));
    }

    /** Names that stand, with an error, between two places of the question's plain text; the weightiest first. */
    public List<Mention> close(Spelling question, int from, int to) {
        return close.in(question, keyIndex(question, from), keyIndex(question, to));
    }

    /** Series whose names are like what stands between two places of the question's plain text, the likeliest first. */
    public List<Integer> like(Spelling question, int from, int to, int most) {
        return close.like(question, keyIndex(question, from), keyIndex(question, to), most);
    }

    private static int keyIndex(Spelling question, int plain) {
        int low = 0;
        int high = question.key().length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (question.inPlain(middle) < plain) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The series of a volume, -1 where the catalogue does not have it. */
    public int seriesOf(Isbn isbn) {
        int at = shelf.place(isbn);
        return at < 0 ? -1 : shelf.seriesOf(at);
    }

    public int volumeCount(int series) {
        return shelf.end(series) - shelf.first(series);
    }

    /** Its volumes, the first ones first. */
    public List<Isbn> volumes(int series, int most) {
        List<Isbn> volumes = new ArrayList<>();
        for (int at = shelf.first(series); at < shelf.end(series) && volumes.size() < most; at++) {
            volumes.add(shelf.isbn(at));
        }
        return volumes;
    }

    /**
     * The volume of a series with this number; several where the shop has it under several ISBNs.
     *
     * @param volume as in {@link VolumeTitle}
     */
    public List<Isbn> volume(int series, String volume) {
        int wanted = Shelf.volumeNumber(volume);
        List<Isbn> volumes = new ArrayList<>(1);
        for (int at = shelf.first(series); at < shelf.end(series); at++) {
            if (shelf.volume(at) == wanted) {
                volumes.add(shelf.isbn(at));
            }
        }
        return volumes;
    }

    /** The volumes of a series nearest to a number. */
    public List<Isbn> around(int series, String volume, int most) {
        return nearest(series, Shelf.volumeNumber(volume), -1, most);
    }

    /** The volume with the highest number, several where it has several ISBNs. */
    public List<Isbn> latest(int series) {
        String last = Shelf.volumeText(shelf.volume(shelf.end(series) - 1));
        return last == null ? List.of(shelf.isbn(shelf.end(series) - 1)) : volume(series, last);
    }

    /** Other volumes of the series of this one, the nearest first; empty where the catalogue does not have it. */
    public List<Isbn> sameSeries(Isbn isbn, int most) {
        int at = shelf.place(isbn);
        return at < 0 ? List.of() : nearest(shelf.seriesOf(at), shelf.volume(at), at, most);
    }

    private List<Isbn> nearest(int series, int volume, int but, int most) {
        List<Integer> places = new ArrayList<>();
        for (int at = shelf.first(series); at < shelf.end(series); at++) {
            if (at != but) {
                places.add(at);
            }
        }
        // Of two as near the later one first: who reads on needs it.
        places.sort(Comparator.<Integer>comparingLong(at -> Math.abs((long) shelf.volume(at) - volume))
                .thenComparing(Comparator.reverseOrder()));
        return places.stream().limit(most).map(shelf::isbn).toList();
    }

    /** The name of a series as its titles write it, without the volume. */
    public String nameOf(int series) {
        String title = shelf.title(shelf.first(series));
        String wanted = Spelling.key(VolumeTitle.of(title).series());
        for (int end = 1; end <= title.length(); end++) {
            if (Spelling.key(title.substring(0, end)).equals(wanted)) {
                return withTrailingMarks(title, end);
            }
        }
        return title;
    }

    /** '!' and 'ー' belong to the name and '(' does not; neither counts in comparisons. */
    private static String withTrailingMarks(String title, int end) {
        int behind = end;
        while (behind < title.length() && "!?！？ー～〜♪☆★」』".indexOf(title.charAt(behind)) >= 0) {
            behind++;
        }
        return title.substring(0, behind);
    }

    /** Whether some letters are, or have in them, the name of who wrote the first volume of a series. */
    public boolean isBy(int series, String letters) {
        String author = shelf.author(shelf.first(series)).map(Spelling::key).orElse("");
        String key = Spelling.key(letters);
        return !author.isEmpty() && key.length() >= 2 && (author.contains(key) || key.contains(author));
    }

    /** What is known of a volume in this process: a fact of {@link Fact.Source#CACHE}, stale, as of a moment at which it was true. When it was written here says nothing of that. */
    public Optional<Fact> lastKnown(Isbn isbn) {
        int at = shelf.place(isbn);
        return at < 0 ? Optional.empty() : shelf.fact(at, whole);
    }

    /** For who wishes for anything: the first volumes of series that were in stock when they were last heard of, those that came in last before others, then those with most copies. The same for everybody. */
    public List<Isbn> inStock(int most) {
        return IntStream.range(0, shelf.seriesCount())
                .map(shelf::first)
                .filter(shelf::isInStock)
                .boxed()
                .sorted(shelf.lastInFirst())
                .limit(most)
                .map(shelf::isbn)
                .toList();
    }

    /** The warehouse of a volume, empty where the catalogue does not have it. */
    public Optional<String> warehouseOf(Isbn isbn) {
        int at = shelf.place(isbn);
        return at < 0 ? Optional.empty() : shelf.warehouse(at);
    }

    public Optional<String> titleOf(Isbn isbn) {
        int at = shelf.place(isbn);
        return at < 0 ? Optional.empty() : Optional.of(shelf.title(at));
    }

    /** The volume's number as in {@link VolumeTitle}, empty where its title has none or the catalogue does not have it. */
    public Optional<String> volumeOf(Isbn isbn) {
        int at = shelf.place(isbn);
        return at < 0 ? Optional.empty() : Optional.ofNullable(Shelf.volumeText(shelf.volume(at)));
    }

    /** About how much memory this takes. */
    public long bytes() {
        long text = Arrays.stream(readings)
                .mapToLong(reading -> reading == null ? 4L : 60L + 2L * reading.length())
                .sum();
        return shelf.bytes() + names.bytes() + brokenTitles.bytes() + close.bytes() + text;
    }
}

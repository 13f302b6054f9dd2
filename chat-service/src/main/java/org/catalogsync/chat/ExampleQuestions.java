package org.catalogsync.chat;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.model.Isbn;

/** Questions that a page can show as examples, about books that this very catalogue has. */
final class ExampleQuestions {
    /** A longer name makes a poor example. */
    private static final int LONGEST_NAME = 16;

    private final Supplier<TitleIndex> titles;
    private volatile Made made = new Made(TitleIndex.EMPTY, Map.of());

    private record Made(TitleIndex of, Map<String, List<String>> examples) {}

    ExampleQuestions(Supplier<TitleIndex> titles) {
        this.titles = titles;
    }

    /** By language; empty where no series has a volume with a number. Looked for once for each state of the catalogue. */
    Map<String, List<String>> now() {
        TitleIndex current = titles.get();
        Made last = made;
        if (last.of() != current) {
            last = new Made(current, of(current));
            made = last;
        }
        return last.examples();
    }

    private static Map<String, List<String>> of(TitleIndex titles) {
        Map<String, List<String>> examples = new TreeMap<>();
        longest(titles).ifPresent(book -> {
            examples.put(
                    "ja",
                    List.of(
                            book.series() + " " + book.volume() + "巻 ある?",
                            book.series() + " " + book.volume() + "巻はいくら?",
                            "料理のまんがでおすすめは?",
                            book.isbn().value() + " の在庫は?"));
            examples.put(
                    "en",
                    List.of(
                            "Do you have " + book.series() + " volume " + book.volume() + "?",
                            "How much is " + book.series() + " " + book.volume() + "?",
                            "Can you recommend manga about cooking?",
                            "Is " + book.isbn().value() + " in stock?"));
        });
        return examples;
    }

    private record Book(String series, String volume, Isbn isbn) {}

    /** The series with the most volumes is likely to be known; of it the last one. */
    private static Optional<Book> longest(TitleIndex titles) {
        Map<Integer, Integer> volumes = new LinkedHashMap<>();
        for (int series = 0; series < titles.seriesCount(); series++) {
            volumes.put(series, titles.volumeCount(series));
        }
        return volumes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(100)
                .flatMap(series -> book(titles, series.getKey()).stream())
                .findFirst();
    }

    private static Optional<Book> book(TitleIndex titles, int series) {
        String name = titles.nameOf(series);
        Isbn last = titles.latest(series).getFirst();
        return titles.volumeOf(last)
                .filter(volume -> Character.isDigit(volume.charAt(0)) && name.length() <= LONGEST_NAME)
                .map(volume -> new Book(name, volume, last));
    }
}

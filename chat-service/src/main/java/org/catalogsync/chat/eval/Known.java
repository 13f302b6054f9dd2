package org.catalogsync.chat.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.catalogsync.chat.intent.Wish;
import org.catalogsync.chat.retrieve.Spelling;
import org.catalogsync.chat.retrieve.TitleEntry;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.VolumeTitle;
import org.jspecify.annotations.Nullable;

/** The catalogue as the questions are made from it: series that a question can name without meaning another one. */
final class Known {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 40;

    private final List<Series> series = new ArrayList<>();
    private final List<Titled> titles = new ArrayList<>();
    private final Map<String, Integer> seriesByKey = new HashMap<>();

    /** Volumes by one of their titles as the catalogue writes it, with whatever stands behind the volume. */
    record Titled(String title, Set<Isbn> isbns) {}

    /**
     * A series.
     *
     * @param name as its titles write it
     * @param volumes by number; empty for a series of one book without a number
     * @param all every volume of it, in order
     */
    record Series(String name, String key, @Nullable String kana, TreeMap<Integer, Set<Isbn>> volumes, List<Isbn> all) {
        Set<Isbn> first() {
            return all.stream().limit(Wish.MOST).collect(Collectors.toSet());
        }
    }

    Known(TitleIndex titles) {
        Map<String, List<TitleEntry>> bySeries = new LinkedHashMap<>();
        titles.forEach(
                entry -> bySeries.computeIfAbsent(VolumeTitle.of(entry.title()).series(), name -> new ArrayList<>())
                        .add(entry));
        Map<String, Integer> names = new HashMap<>();
        bySeries.forEach((name, volumes) -> names(name, volumes).forEach(key -> names.merge(key, 1, Integer::sum)));
        names.forEach(seriesByKey::put);
        bySeries.forEach((name, volumes) -> {
            String key = Spelling.key(name);
            if (names.getOrDefault(key, 0) == 1 && key.length() >= SHORTEST && key.length() <= LONGEST) {
                titled(volumes);
            }
            boolean alone = names(name, volumes).stream().allMatch(own -> names.getOrDefault(own, 0) == 1);
            if (alone && key.length() >= SHORTEST && key.length() <= LONGEST) {
                String written =
                        titles.nameOf(titles.seriesOf(volumes.getFirst().isbn()));
                series.add(series(written, key, volumes));
            }
        });
    }

    /** A title without a number among others of its series may mean the whole series. */
    private void titled(List<TitleEntry> volumes) {
        Map<String, Set<Isbn>> byVolume = new LinkedHashMap<>();
        Map<String, String> written = new LinkedHashMap<>();
        for (TitleEntry entry : volumes) {
            String volume = VolumeTitle.of(entry.title()).volume();
            if (volume != null || volumes.size() == 1) {
                String number = volume == null ? "" : volume;
                byVolume.computeIfAbsent(number, n -> new HashSet<>()).add(entry.isbn());
                written.put(number, entry.title());
            }
        }
        byVolume.forEach((number, isbns) -> titles.add(new Titled(written.getOrDefault(number, ""), isbns)));
    }

    private static Set<String> names(String series, List<TitleEntry> volumes) {
        Set<String> names = volumes.stream()
                .map(TitleEntry::kana)
                .filter(kana -> kana != null)
                .map(kana -> Spelling.key(VolumeTitle.of(kana).series()))
                .collect(Collectors.toSet());
        names.add(Spelling.key(series));
        return names;
    }

    private static Series series(String name, String key, List<TitleEntry> entries) {
        TreeMap<Integer, Set<Isbn>> volumes = new TreeMap<>();
        for (TitleEntry entry : entries) {
            String volume = VolumeTitle.of(entry.title()).volume();
            if (volume != null && Character.isDigit(volume.charAt(0))) {
                volumes.computeIfAbsent(Integer.parseInt(volume), n -> new HashSet<>())
                        .add(entry.isbn());
            }
        }
        return new Series(
                name,
                key,
                entries.getFirst().kana(),
                volumes,
                entries.stream().map(TitleEntry::isbn).toList());
    }

    List<Series> all() {
        return series;
    }

    List<Titled> titles() {
        return titles;
    }

    /** Titles that go on behind their volume, '灯台 第3巻 新装版', are few and easily mistaken. */
    List<Titled> titlesThatGoOn() {
        return titles.stream()
                .filter(one -> VolumeTitle.nameBeforeVolume(one.title()) != null)
                .toList();
    }

    /** Series with numbered volumes. */
    List<Series> numbered() {
        return series.stream().filter(one -> !one.volumes().isEmpty()).toList();
    }

    /** Whether a name, or one that differs from it in a letter, is one of the catalogue but for this series. */
    boolean isAlsoAnother(String key, Series but) {
        String reading = but.kana() == null
                ? ""
                : Spelling.key(VolumeTitle.of(but.kana()).series());
        return seriesByKey.keySet().stream()
                .filter(name -> !name.equals(but.key()) && !name.equals(reading))
                .anyMatch(name -> isWithinOne(name, key) || (key.contains(name) && name.length() > 3));
    }

    /** Whether one letter swapped with its neighbour, more, fewer or other makes one of the other. */
    private static boolean isWithinOne(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 1) {
            return false;
        }
        int same = 0;
        int least = Math.min(one.length(), other.length());
        while (same < least && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        String restOfOne = one.substring(same);
        String restOfOther = other.substring(same);
        return tail(restOfOne, 1).equals(tail(restOfOther, 1))
                || tail(restOfOne, 1).equals(restOfOther)
                || restOfOne.equals(tail(restOfOther, 1))
                || isSwapped(restOfOne, restOfOther);
    }

    private static boolean isSwapped(String one, String other) {
        return one.length() > 1
                && other.length() > 1
                && one.charAt(0) == other.charAt(1)
                && one.charAt(1) == other.charAt(0)
                && tail(one, 2).equals(tail(other, 2));
    }

    private static String tail(String text, int from) {
        return text.substring(Math.min(from, text.length()));
    }

    boolean hasNameIn(String key) {
        return seriesByKey.keySet().stream().anyMatch(name -> name.length() > 2 && key.contains(name));
    }

    boolean isName(String key) {
        return seriesByKey.containsKey(key);
    }
}

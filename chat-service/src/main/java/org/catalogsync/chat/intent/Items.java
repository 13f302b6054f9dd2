package org.catalogsync.chat.intent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.catalogsync.chat.intent.VolumeScan.Volumes;
import org.catalogsync.chat.retrieve.Mention;
import org.catalogsync.chat.retrieve.Spelling;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/** What a question speaks of, collected name by name. */
final class Items {
    private static final int NEAR = 3;
    private static final int LONGEST_EDITION = 30;
    /** What leads from a volume to the one that is meant in its place. */
    private static final Pattern OF_IT = Pattern.compile(
            "\\s*(?:の|(?:と|の)同じしりーずの|(?:と|の)同じシリーズの|のシリーズの|の続きの|(?:まで|を|は)?(?:持って|読んで?|読み|買っ|買い|もって)[ぁ-ん]*[。、.,\\s]*(?:その|この)?|'s)\\s*");

    private final Sentence sentence;
    private final TitleIndex titles;
    private final Set<Isbn> isbns = new LinkedHashSet<>();
    /** Those of {@link #isbns} of which the series was named alone. */
    private final Set<Isbn> ofSeries = new HashSet<>();

    private final List<Owners.Whole> whole = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final Set<Isbn> near = new LinkedHashSet<>();
    private @Nullable String series;

    Items(Sentence sentence, TitleIndex titles) {
        this.sentence = sentence;
        this.titles = titles;
    }

    /** A series that is named beside a volume leaves it its place. */
    List<Isbn> isbns() {
        long named = isbns.stream().filter(isbn -> !ofSeries.contains(isbn)).count();
        long[] room = {Math.max(0, Wish.MOST - named)};
        return isbns.stream()
                .filter(isbn -> !ofSeries.contains(isbn) || room[0]-- > 0)
                .limit(Wish.MOST)
                .toList();
    }

    /** Whether there are more volumes than {@link #isbns} gives. */
    boolean more() {
        return isbns.size() > Wish.MOST;
    }

    List<String> unknown() {
        return unknown;
    }

    List<Isbn> near() {
        return near.stream().filter(isbn -> !isbns.contains(isbn)).limit(NEAR).toList();
    }

    @Nullable
    String series() {
        return series;
    }

    boolean isEmpty() {
        return isbns.isEmpty() && unknown.isEmpty();
    }

    /** An index that has nothing yet cannot say that a volume is not there: then the table may. */
    void add(Isbn isbn, int to) {
        int of = titles.seriesOf(isbn);
        if (titles.size() == 0 || of >= 0) {
            isbns.add(isbn);
            whole.add(new Owners.Whole(to, of, isbn));
        } else {
            unknown.add(isbn.value());
        }
    }

    /** Titles that stand in the question as a whole; they are crossed out. */
    void addWhole(List<TitleIndex.WholeTitle> found) {
        for (TitleIndex.WholeTitle title : found) {
            if (sentence.text().substring(title.from(), title.to()).chars().noneMatch(c -> Sentence.isSign((char) c))) {
                isbns.addAll(title.isbns());
                Isbn first = title.isbns().getFirst();
                whole.add(new Owners.Whole(title.to(), titles.seriesOf(first), first));
                sentence.cross(title.from(), title.to(), Sentence.NAME);
            }
        }
    }

    /** Each name with its volumes. What volumes no name has are given back. */
    List<Volumes> add(List<Mention> names, List<Volumes> volumes) {
        List<List<Owned>> owned = new ArrayList<>();
        names.forEach(name -> owned.add(new ArrayList<>()));
        List<Volumes> left = new ArrayList<>();
        Set<Mention> longer = new HashSet<>();
        if (!volumes.isEmpty()) {
            Owners owners = new Owners(sentence, titles, names, whole);
            for (Volumes one : volumes) {
                switch (owners.of(one)) {
                    case Owners.Named(int name) -> owned.get(name).add(new Owned(one, edition(names.get(name), one)));
                    case Owners.Whole title -> further(title, one);
                    case Owners.Edition edition -> {
                        Leftover written = edition.written();
                        sentence.cross(written.from(), written.to(), Sentence.NAME);
                        owned.get(edition.name()).add(new Owned(one, edition.series()));
                    }
                    case Owners.Longer title -> {
                        longer.add(title.name());
                        unknown(title, one);
                    }
                    case Owners.Nobody nobody -> left.add(one);
                }
            }
            share(names, owned, owners);
        }
        for (int i = 0; i < names.size(); i++) {
            if (!longer.contains(names.get(i))) {
                add(names.get(i), owned.get(i));
            }
        }
        return left;
    }

    /** Volumes of a name, and the edition of it that they are of. */
    private record Owned(Volumes volumes, List<Integer> edition) {}

    /** The name goes on to the unread letters and their volume as one title, and means nothing by itself. */
    private void unknown(Owners.Longer title, Volumes volumes) {
        addUnknown(title.name().from(), volumes.to(), title.more().to());
        sentence.cross(title.more().from(), title.more().to(), Sentence.WORD);
    }

    private void further(Owners.Whole title, Volumes volumes) {
        int series = title.series();
        // …の次の巻, and the third of its series, are not the volume by which the series is named.
        if (OF_IT.matcher(sentence.shown().substring(title.to(), volumes.from()))
                .matches()) {
            isbns.remove(title.isbn());
        }
        switch (volumes.which()) {
            case NUMBERED -> volumes.volumes().forEach(volume -> step(series, volume));
            case SINCE -> since(series, volumes);
            case LATEST -> latest(series, volumes);
            case ALL -> whole(List.of(series));
            case NEXT -> beside(series, title.isbn(), 1);
            case PREVIOUS -> beside(series, title.isbn(), -1);
        }
    }

    private void latest(int series, Volumes volumes) {
        if (volumes.volumes().isEmpty()) {
            isbns.addAll(titles.latest(series));
            return;
        }
        List<Isbn> all = titles.volumes(series, Integer.MAX_VALUE);
        int few = Math.min(Integer.parseInt(volumes.volumes().getFirst()), Wish.MOST);
        List<String> last = all.stream()
                .flatMap(isbn -> titles.volumeOf(isbn).stream())
                .distinct()
                .toList();
        last.subList(Math.max(0, last.size() - few), last.size()).forEach(volume -> step(series, volume));
    }

    private void since(int series, Volumes volumes) {
        int first = Integer.parseInt(volumes.volumes().getFirst());
        titles.volumes(series, Integer.MAX_VALUE).stream()
                .filter(isbn -> titles.volumeOf(isbn)
                        .filter(volume -> Character.isDigit(volume.charAt(0)) && Integer.parseInt(volume) >= first)
                        .isPresent())
                .limit(Wish.MOST + 1L)
                .forEach(isbns::add);
    }

    /** AとBの3巻: the third volume of both. */
    private void share(List<Mention> names, List<List<Owned>> owned, Owners owners) {
        for (int i = names.size() - 2; i >= 0; i--) {
            if (owned.get(i).isEmpty()
                    && owners.isLink(names.get(i).to(), names.get(i + 1).from())) {
                for (Owned shared : owned.get(i + 1)) {
                    owned.get(i).add(new Owned(shared.volumes(), edition(names.get(i), shared.volumes())));
                }
            }
        }
    }

    private void add(Mention name, List<Owned> owned) {
        if (owned.isEmpty()) {
            whole(name.series());
        }
        if (isNextAfter(owned)) {
            beside(name, owned.get(1), owned.get(0), 1);
            return;
        }
        Owned before = null;
        for (Owned one : owned) {
            switch (one.volumes().which()) {
                case NUMBERED -> numbered(name, one);
                case SINCE -> name.series().forEach(of -> since(of, one.volumes()));
                case LATEST -> name.series().forEach(of -> latest(of, one.volumes()));
                case ALL -> whole(name.series());
                case NEXT -> beside(name, before, one, 1);
                case PREVIOUS -> beside(name, before, one, -1);
            }
            before = one;
        }
    }

    private void numbered(Mention name, Owned owned) {
        owned.volumes().volumes().forEach(volume -> numbered(name, owned.edition(), volume));
    }

    /** The next volume after volume 42. */
    private boolean isNextAfter(List<Owned> owned) {
        return owned.size() == 2
                && owned.get(0).volumes().which() == VolumeScan.Which.NEXT
                && owned.get(1).volumes().which() == VolumeScan.Which.NUMBERED
                && sentence.shown()
                        .substring(
                                owned.get(0).volumes().to(),
                                owned.get(1).volumes().from())
                        .strip()
                        .equals("after");
    }

    /** 42巻の次 is the 43rd and not the 42nd; 42巻と次の巻 are both. Of the series alone nothing is next. */
    private void beside(Mention name, @Nullable Owned before, Owned next, int step) {
        String last = before == null || before.volumes().volumes().isEmpty()
                ? ""
                : before.volumes().volumes().getLast();
        if (last.isEmpty() || !Character.isDigit(last.charAt(0))) {
            whole(name.series());
            return;
        }
        boolean instead = before != null
                && before.volumes().to() <= next.volumes().from()
                && OF_IT.matcher(sentence.shown()
                                .substring(before.volumes().to(), next.volumes().from()))
                        .matches();
        if (before != null && instead) {
            for (int series : name.series()) {
                before.volumes().volumes().forEach(volume -> isbns.removeAll(volume(series, volume)));
            }
        }
        numbered(name, next.edition(), Integer.toString(Integer.parseInt(last) + step));
    }

    /** The series that is meant where its name goes on behind the volume, as in 灯台 3巻 新装版; what is left of its name there is crossed out. */
    private List<Integer> edition(Mention name, Volumes volumes) {
        if (volumes.which() != VolumeScan.Which.NUMBERED) {
            return List.of();
        }
        int end = Math.min(sentence.text().length(), volumes.to() + LONGEST_EDITION);
        String goesOn = sentence.written(volumes.to(), end);
        List<String> before = new ArrayList<>(List.of(sentence.written(name.from(), name.to())));
        name.series().forEach(of -> before.add(titles.nameOf(of)));
        for (String begun : before) {
            int letters = Spelling.of(begun).plain().length() + 1;
            Optional<Mention> whole = titles.beginning(begun + " " + goesOn, letters);
            if (whole.isPresent()) {
                sentence.cross(volumes.to(), volumes.to() + whole.get().to() - letters, Sentence.NAME);
                return whole.get().series();
            }
        }
        return List.of();
    }

    private void numbered(Mention name, List<Integer> edition, String volume) {
        List<Isbn> found = new ArrayList<>();
        for (List<Integer> series : List.of(edition, name.series(), name.editions())) {
            if (found.isEmpty()) {
                series.forEach(of -> found.addAll(volume(of, volume)));
            }
        }
        if (found.isEmpty()) {
            unknown.add(sentence.written(name.from(), name.to()).strip() + " " + volume);
            name.series().forEach(of -> near.addAll(titles.around(of, volume, NEAR)));
        }
        isbns.addAll(found);
    }

    /** Where a series is one book without a number, its first volume is that book. */
    private List<Isbn> volume(int of, String volume) {
        List<Isbn> all = titles.volumes(of, 2);
        boolean single = all.size() == 1 && titles.volumeOf(all.getFirst()).isEmpty();
        return single && volume.equals("1") ? all : titles.volume(of, volume);
    }

    /** The first volumes of a series: who names no volume means the series, and begins to read it at its beginning. */
    private void whole(List<Integer> all) {
        int volumes = 0;
        for (int of : all) {
            List<Isbn> first = titles.volumes(of, Wish.MOST + 1);
            volumes += first.size();
            first.stream().filter(isbns::add).forEach(ofSeries::add);
        }
        if (volumes > 1 && series == null) {
            series = titles.nameOf(all.getFirst());
        }
    }

    /** The same volumes as in the answer before, or others of its series. */
    void follow(Context context, List<Volumes> volumes) {
        if (volumes.isEmpty()) {
            isbns.addAll(context.isbns());
            return;
        }
        Isbn last = context.isbns().getLast();
        int of = titles.seriesOf(last);
        if (of < 0) {
            isbns.addAll(context.isbns());
            return;
        }
        for (Volumes one : volumes) {
            switch (one.which()) {
                case NUMBERED -> one.volumes().forEach(volume -> step(of, volume));
                case SINCE -> since(of, one);
                case LATEST -> latest(of, one);
                case ALL -> whole(List.of(of));
                case NEXT -> beside(of, last, 1);
                case PREVIOUS -> beside(of, context.isbns().getFirst(), -1);
            }
        }
    }

    private void beside(int of, Isbn isbn, int step) {
        String volume = titles.volumeOf(isbn).orElse("");
        if (!volume.isEmpty() && Character.isDigit(volume.charAt(0))) {
            step(of, Integer.toString(Integer.parseInt(volume) + step));
        } else {
            int part = "上中下".indexOf(volume);
            List<Isbn> found = part < 0 || volume.isEmpty() ? List.of() : part(of, part + step, step);
            isbns.addAll(found);
            if (found.isEmpty()) {
                isbns.addAll(titles.sameSeries(isbn, NEAR));
            }
        }
    }

    /** 下 follows 上 where there is no 中. */
    private List<Isbn> part(int of, int part, int step) {
        for (int next = part; next >= 0 && next < 3; next += step) {
            List<Isbn> found = titles.volume(of, "上中下".substring(next, next + 1));
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private void step(int of, String volume) {
        List<Isbn> found = volume(of, volume);
        isbns.addAll(found);
        if (found.isEmpty()) {
            unknown.add(titles.nameOf(of) + " " + volume);
            near.addAll(titles.around(of, volume, NEAR));
        }
    }

    /** A title that the catalogue does not have, as it was written, with what it may have meant. */
    void addUnknown(int from, int to, int nameTo) {
        String written = sentence.written(from, to)
                .replaceAll("[「」『』\"]", " ")
                .replaceAll("\\s+", " ")
                .strip();
        unknown.add(written.length() > 100 ? written.substring(0, 100) : written);
        titles.like(sentence.spelling(), from, nameTo, NEAR).forEach(of -> near.addAll(titles.volumes(of, 1)));
    }

    void addNear(List<Integer> all) {
        all.stream().limit(NEAR).forEach(of -> near.addAll(titles.volumes(of, 1)));
    }
}

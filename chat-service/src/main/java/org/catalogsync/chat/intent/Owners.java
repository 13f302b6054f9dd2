package org.catalogsync.chat.intent;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.catalogsync.chat.intent.VolumeScan.Volumes;
import org.catalogsync.chat.retrieve.Mention;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/** Says whose a volume is: the nearest name's, or a whole title's or ISBN's, unless a title that was not read stands between. */
final class Owners {
    private static final Pattern OF_NAME =
            Pattern.compile("^\\s*(?:of|from|in|for)\\s+(?:the\\s+)?(?:series\\s+)?[\"'「『]?\\s*" + Sentence.NAME);
    private static final Pattern IS_NAME = Pattern.compile("^\\s*(?:は|が)\\s*[\"'「『]?\\s*" + Sentence.NAME);
    private static final Pattern BEHIND_NAME = Pattern.compile(Sentence.NAME + "[」』\"'\\s]*の?\\s*$");
    private static final Pattern LINK = Pattern.compile("^[\\s」』\"']*(?:と|、|,|&|や|・|\\band\\b|\\bor\\b)[\\s「『\"']*$");
    private static final int LONGEST_LINK = 24;

    sealed interface Owner permits Named, Edition, Whole, Longer, Nobody {}

    /** @param name by its place among the names */
    record Named(int name) implements Owner {}

    /** An edition, which has the volumes, of a name that was named before: 5巻と完全版の6巻. */
    record Edition(int name, Leftover written, List<Integer> series) implements Owner {}

    /** A whole title, or an ISBN, of whose series a volume behind it is: 第1巻 新装版と第2巻. */
    record Whole(int to, int series, Isbn isbn) implements Owner {}

    /** A title that is not known, which begins with a name that is: ワンピースの外伝 3巻. */
    record Longer(Mention name, Leftover more) implements Owner {}

    /** No name that is known. */
    record Nobody() implements Owner {}

    private final Sentence sentence;
    private final TitleIndex titles;
    private final List<Mention> names;
    private final List<Whole> whole;
    private final Unread unread;

    /** @param sentence of which names and volumes are crossed out */
    Owners(Sentence sentence, TitleIndex titles, List<Mention> names, List<Whole> whole) {
        this.sentence = sentence;
        this.titles = titles;
        this.names = names;
        this.whole = whole;
        this.unread = Unread.of(sentence);
    }

    Owner of(Volumes volumes) {
        int nearest = nearest(volumes);
        Whole title = titleBefore(volumes);
        if (unread.isOfUnread(volumes.to())) {
            return new Nobody();
        }
        if (title != null && (nearest < 0 || names.get(nearest).to() < title.to())) {
            Leftover other = unread.between(title.to(), title.to(), volumes.from(), sentence);
            return other == null ? title : new Nobody();
        }
        return nearest < 0 ? new Nobody() : named(nearest, volumes);
    }

    private Owner named(int nearest, Volumes volumes) {
        Mention name = names.get(nearest);
        Leftover other = other(name, volumes);
        if (other == null) {
            return new Named(nearest);
        }
        if (name.to() <= other.from() && unread.isJoined(name.to(), other)) {
            return new Longer(name, other);
        }
        Owner edition = edition(nearest, other, volumes);
        return edition == null ? new Nobody() : edition;
    }

    /** The name before; the one behind in "volume 3 of …", and where there is none before. */
    private int nearest(Volumes volumes) {
        int before = -1;
        for (int i = 0; i < names.size() && names.get(i).to() <= volumes.from(); i++) {
            before = i;
        }
        boolean behind = before + 1 < names.size() && (before < 0 ? !isAnothers(volumes) : isOf(volumes));
        return behind ? before + 1 : before;
    }

    /** 2巻とワンピース3巻: the first name has a volume of its own. */
    private boolean isAnothers(Volumes volumes) {
        Mention first = names.getFirst();
        return isLink(volumes.to(), first.from()) && VolumeScan.isBehind(sentence.text(), first.to());
    }

    /** Volume 3 of a name, and 2巻は鬼滅の刃, in which no name stands before the volume. */
    private boolean isOf(Volumes volumes) {
        String behind = sentence.text().substring(volumes.to());
        String before = sentence.text().substring(Math.max(0, volumes.from() - LONGEST_LINK), volumes.from());
        return OF_NAME.matcher(behind).find()
                || (IS_NAME.matcher(behind).find()
                        && !BEHIND_NAME.matcher(before).find());
    }

    boolean isLink(int from, int to) {
        return LINK.matcher(sentence.text().substring(from, to)).find();
    }

    private @Nullable Whole titleBefore(Volumes volumes) {
        Whole before = null;
        for (Whole title : whole) {
            boolean stands = title.to() <= volumes.from() && title.series() >= 0;
            before = stands && (before == null || title.to() > before.to()) ? title : before;
        }
        return before;
    }

    /** The unread title that a volume is of rather than of the name that it would belong to. */
    private @Nullable Leftover other(Mention name, Volumes volumes) {
        if (name.to() <= volumes.from()) {
            Leftover between = unread.between(name.from(), name.to(), volumes.from(), sentence);
            return between == null || isBy(name, between) ? null : between;
        }
        Leftover before = unread.claiming(volumes.from(), isLink(volumes.to(), name.from()));
        return before != null ? before : unread.within(volumes.to(), name.from());
    }

    private boolean isBy(Mention name, Leftover part) {
        String letters = sentence.written(part.from(), part.to());
        return name.series().stream().anyMatch(of -> titles.isBy(of, letters));
    }

    private @Nullable Owner edition(int nearest, Leftover other, Volumes volumes) {
        Mention name = names.get(nearest);
        String begun = sentence.written(name.from(), name.to()) + " ";
        String whole = begun + sentence.written(other.from(), other.to());
        Optional<Mention> edition = titles.beginning(whole, begun.length());
        boolean all = edition.filter(found -> found.to() >= whole.length()).isPresent()
                && volumes.volumes().stream()
                        .allMatch(volume -> edition.get().series().stream()
                                .anyMatch(of -> !titles.volume(of, volume).isEmpty()));
        return all ? new Edition(nearest, other, edition.get().series()) : null;
    }
}

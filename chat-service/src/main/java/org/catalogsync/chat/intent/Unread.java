package org.catalogsync.chat.intent;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.catalogsync.chat.retrieve.Mention;
import org.catalogsync.chat.retrieve.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * What a sentence has that nothing was made of, as it stands around names and volumes. A name that runs on with unread letters is another, longer title, and a volume behind an unread title is of that one: who takes them for the known
 * name answers for a book that nobody asked for.
 */
final class Unread {
    /** A name of so many letters is hardly a part of another title behind a の. */
    private static final int LONG = 5;

    private static final String PARTICLES = "のはがをにでともへや";
    /** Marks behind which a title goes on, as does: Before the Fall. */
    private static final String SUBTITLE_MARKS = "[-:~☆★♪・!(<〈\\[=/]";

    /** What customers say beside a title, and no title goes on with. */
    private static final Pattern SAID = Pattern.compile(
            "持って|持た|読[んみむもめ]|よんで|よみ|買っ|買う|買い|かっ[たて]|探し|さがし|捜し|聞い|見[たて]|借り|欲し|ほし|好き|すき|面白|おもしろ|楽し|最高|話題|有名|評判|気にな|知り|送っ|贈|もらっ|"
                    + "頼ん|申し|どっち|どちら|一緒|友達|友人|子供|息子|娘に|妹|弟|誕生日|プレゼント|違い|関係|希望|必要|在庫|予約|新しい|古い|昨日|今日|今度|今年|去年|最近|先日|先週|先月|今週|今月|来週|来月|ぜひ|是非|至急|急ぎ|とりあえず|できれば|たぶん|やっぱり|じゃあ|それと|あとは|"
                    + "中古|新品|ちなみに|ついでに|もしかして|たしか|確か|それから|そして|それなら|そういえば|ところで|でしたら|えっと|ええと|ねえ|ねぇ|どうも|どうか|いつも|さっき|なんか|なにか|ほんと|やっと|ようやく|すぐに|古本|人気|発売|出版|ページ数|何ページ|サイズ|主人公|掲載|連載|完結|(?:けど|けれど|けれども|んだが|なら|たら|んですが|なので|だと|だから|以外|じゃなく|ではなく|でなく)(?=[、,\\s]*$)|"
                    + "^(?:(?:but|if|because|yet|again|anywhere|online|cheap|expensive|used|new|starting|love|loved|loves|reading|read|bought|buy|only|onwards?|later|after|since|until|finished|already|ve|re|m|ll|t|very|really|wants?|great|hardcover|paperback|anymore|too|either|ever|soon|not|no|more|yes|up)\\b[\\s,.']*)+$");
    /** What was done with a book before it is named: 友達に借りたワンピース. */
    private static final Pattern DONE = Pattern.compile("(?:[っいんし]た|られた|[てで]い?る|ている|ってた|んでた|しい)$");

    private static final Pattern SAID_BEFORE_THE_NEXT = Pattern.compile("できれば|あれば|それと|あとは|一緒|ついで|今度|在庫|予約|関係|希望");
    private static final Pattern BEHIND_VOLUME =
            Pattern.compile(Sentence.VOLUME + "[」』\"'\\s]*(?:と|&|\\band\\b)[\\s「『\"']*$");

    /** Behind a volume and a link, and words that were read. */
    private static final Pattern NEXT = Pattern.compile(
            Sentence.VOLUME + "[」』\"'\\s]*(?:と|&|\\band\\b)[^。、,?!" + Sentence.VOLUME + Sentence.NAME + "]*$");

    private static final Pattern WITHOUT_STOP = Pattern.compile("[^。、,?!]*");
    private static final Pattern LINKED = Pattern.compile(
            "[」』\"'\\s]*(?:と|、|,|&|\\+|や|それと|あと|および|及び|または|あるいは|もしくは|加えて|(?:ほか|他)に|なくて?|より|;|\\band\\b|\\bor\\b)[\\s「『\"']*(?:the\\s+|an?\\s+)?$");
    private static final Pattern JOINED =
            Pattern.compile("[」』\"'\\s]*(?:の|が|を|に|は|で|" + SUBTITLE_MARKS + ")?[\\s「『\"']*");
    private static final Pattern TO_ITS_VOLUME = Pattern.compile(
            "(?:漫画|まんが|マンガ|コミック|シリーズ|作品|本)?[」』\"'\\s!?)\\]ー~…]*(?:の|は|が|って|[でによねかなも]{1,2})?[\\s(「『\"']*");
    private static final Pattern OF = Pattern.compile("\\s*(?:of|from)\\s+(?:the\\s+)?(?:series\\s+)?[\"'「『]?\\s*");

    /** A look around the name where these words are looked for takes no more than this. */
    private static final int NEAR = 24;

    private final String text;
    private final String plain;
    /** The plain text, with the signs of names and volumes in it. */
    private final String shown;

    private final Sentence sentence;
    private final List<Leftover> quoted;
    private final List<Leftover> parts;
    private final Set<Intent> asked;

    private Unread(Sentence rest) {
        this.sentence = rest;
        this.quoted = rest.quotedUnread();
        VolumeScan.of(rest);
        this.asked = Words.crossOut(rest);
        Words.crossOutPointing(rest);
        Words.crossOutCounted(rest);
        Words.crossOutFilling(rest);
        this.text = rest.text();
        this.plain = rest.spelling().plain();
        this.shown = rest.shown();
        this.parts = withQuoted(Leftover.of(rest));
    }

    /** @param named a sentence of which the names are crossed out; it stays as it is */
    static Unread of(Sentence named) {
        return new Unread(named.copy());
    }

    /** What is quoted is one title, whatever words are in it. */
    private List<Leftover> withQuoted(List<Leftover> found) {
        if (quoted.isEmpty()) {
            return found;
        }
        return Stream.concat(
                        found.stream().filter(part -> quoted.stream().noneMatch(title -> title.has(part))),
                        quoted.stream())
                .sorted(Comparator.comparingInt(Leftover::from))
                .toList();
    }

    /** In the order in which they stand. */
    List<Leftover> parts() {
        return parts;
    }

    /**
     * Whether a name is but a part of a longer one that was not read.
     *
     * @param isAuthor whether some letters are the name of who wrote a series
     */
    boolean hasLonger(Mention name, BiPredicate<Mention, String> isAuthor) {
        return !sentence.isQuoted(name.from(), name.to())
                && (beginsBefore(name, isAuthor) || endsBehind(name, isAuthor));
    }

    private boolean isUnread(int at) {
        return at >= 0
                && at < text.length()
                && !Sentence.isSign(text.charAt(at))
                && Character.isLetterOrDigit(text.charAt(at));
    }

    private boolean beginsBefore(Mention name, BiPredicate<Mention, String> isAuthor) {
        int last = name.from() - 1;
        if (!isUnread(last)) {
            return isShortBehind(name, last, isAuthor) || isNamedOn(name, last);
        }
        int from = beginOfWord(last);
        boolean particle = PARTICLES.indexOf(plain.charAt(last)) >= 0;
        if (particle && from == last) {
            return false;
        }
        String said = plain.substring(from, particle ? last : name.from());
        if (isSaid(said) || isAuthor.test(name, said) || isDoubled(name.from(), name.to(), said)) {
            return false;
        }
        if (particle) {
            // 失われた町の灯台 is a title; 友達に灯台 and AとB are not.
            boolean of = plain.charAt(last) == 'の';
            return name.letters() <= 2 || (of && (isShort(name) || name.errors() > 0));
        }
        boolean done = DONE.matcher(said).find() && !isHiragana(from, name.from());
        return !done || Spelling.isHiragana(plain.charAt(name.from()));
    }

    private int beginOfWord(int last) {
        int from = last;
        while (isUnread(from - 1)) {
            from--;
        }
        return from;
    }

    /** One letter too many, at the beginning or the end of a name, is an error and no other name. */
    private boolean isDoubled(int nameFrom, int nameTo, String letters) {
        String key = Spelling.key(letters);
        String own = Spelling.key(plain.substring(nameFrom, nameTo));
        return key.length() == 1 && !own.isEmpty() && (own.startsWith(key) || own.endsWith(key));
    }

    /** A short name, or one with an error, behind words that a mark or a blank parts from it is the end of what they begin. */
    private boolean isShortBehind(Mention name, int mark, BiPredicate<Mention, String> isAuthor) {
        int last = mark - 1;
        boolean parted = mark > 0 && " ・★☆♪~".indexOf(plain.charAt(mark)) >= 0 && isUnread(last);
        if (!parted || isLatin(plain.charAt(last)) || Character.isDigit(plain.charAt(last))) {
            return false;
        }
        String before = plain.substring(beginOfWord(last), mark);
        boolean weak = isShort(name) || (name.errors() > 0 && plain.charAt(mark) != ' ');
        return weak && before.length() > 1 && !isSaid(before) && !isAuthor.test(name, before);
    }

    /** By the letters that are written: ワンピース has five. */
    private static boolean isShort(Mention name) {
        return name.to() - name.from() < LONG;
    }

    /** The Amazing Spider-Man: a word with a capital before a name with one, amid a sentence. */
    private boolean isNamedOn(Mention name, int blank) {
        int last = blank - 1;
        if (blank < 0 || plain.charAt(blank) != ' ' || !isUnread(last) || !isLatin(plain.charAt(last))) {
            return false;
        }
        int from = beginOfWord(last);
        boolean begins = plain.substring(0, from).isBlank() || ".?!。".indexOf(before(from)) >= 0;
        return !begins && last - from > 0 && isProper(from, last + 1) && isProper(name.from(), name.to());
    }

    private char before(int at) {
        int last = at - 1;
        while (last > 0 && plain.charAt(last) == ' ') {
            last--;
        }
        return last < 0 ? '.' : plain.charAt(last);
    }

    private boolean isProper(int from, int to) {
        String written = sentence.written(from, to);
        return Character.isUpperCase(written.charAt(0)) && written.chars().anyMatch(Character::isLowerCase);
    }

    private boolean endsBehind(Mention name, BiPredicate<Mention, String> isAuthor) {
        Leftover part = next(name.to());
        if (part == null
                || !JOINED.matcher(shown.substring(name.to(), part.from())).matches()) {
            return false;
        }
        String more = plain.substring(part.from(), part.to());
        if (isSaid(more) || isAuthor.test(name, more) || isDoubled(name.from(), name.to(), more)) {
            return false;
        }
        boolean direct = part.from() == name.to();
        if (isHiragana(part.from(), part.to())) {
            return false;
        }
        boolean goesOn = direct && !Spelling.isHiragana(plain.charAt(part.from()));
        return goesOn || isTitle(name, part);
    }

    private @Nullable Leftover next(int from) {
        for (Leftover part : parts) {
            if (part.from() >= from) {
                return part.from() - from <= NEAR ? part : null;
            }
        }
        return null;
    }

    /** Whether what stands behind a name is asked for with it: it has a volume, or a word that asks for stock or a price. */
    private boolean isTitle(Mention name, Leftover part) {
        if (adjoins(part, volumeAt(part.to()))) {
            return true;
        }
        boolean ofACopy = Set.of(Intent.STOCK, Intent.PRICE).containsAll(asked);
        boolean named = !isLatin(plain.charAt(part.from()))
                || isProper(part.from(), part.to())
                || !isProper(name.from(), name.to());
        return ofACopy && named && part.letters(text) >= 2;
    }

    private int volumeAt(int from) {
        int at = from;
        while (at < text.length() && at - from <= NEAR && text.charAt(at) != Sentence.VOLUME) {
            at++;
        }
        return at < text.length() && text.charAt(at) == Sentence.VOLUME ? at : -1;
    }

    /** Whether nothing that separates stands between an unread title and its volume. */
    private boolean adjoins(Leftover part, int volume) {
        return volume >= part.to()
                && volume - part.to() <= NEAR
                && TO_ITS_VOLUME.matcher(shown.substring(part.to(), volume)).matches();
    }

    /**
     * The unread title that stands directly before a volume.
     *
     * @param linked whether the name that follows is another thing that is asked for
     */
    @Nullable
    Leftover claiming(int volume, boolean linked) {
        for (Leftover part : parts) {
            boolean spelt = !linked && !quoted.contains(part) && isHiragana(part.from(), part.to());
            if (isNamed(part) && !spelt && adjoins(part, volume)) {
                return part;
            }
        }
        return null;
    }

    /** An unread title between a volume and the name behind it. */
    @Nullable
    Leftover within(int from, int to) {
        for (Leftover part : parts) {
            if (part.from() >= from && part.to() <= to && isNamed(part) && !isHiragana(part.from(), part.to())) {
                return part;
            }
        }
        return null;
    }

    /** The unread title that stands between a name and a volume, so that the volume is not the name's; null where there is none. */
    @Nullable
    Leftover between(int nameFrom, int nameTo, int volume, Sentence now) {
        Leftover found = null;
        for (Leftover part : parts) {
            boolean inside = part.from() >= nameTo && part.to() <= volume;
            if (inside
                    && !now.isCrossed(part.from(), part.to())
                    && keeps(part, volume)
                    && !isDoubled(nameFrom, nameTo, plain.substring(part.from(), part.to()))) {
                found = part;
            }
        }
        return found;
    }

    private boolean keeps(Leftover part, int volume) {
        boolean adjoins = adjoins(part, volume);
        if (isLinked(part)) {
            return isNamed(part)
                    || (adjoins && part.letters(text) == 1 && !isHiragana(part.from(), part.to()) && !isDigits(part));
        }
        if (isAmidTheNext(part, volume)) {
            return true;
        }
        boolean ownWord = part.from() > 0 && !Sentence.isSign(text.charAt(part.from() - 1));
        return adjoins && isNamed(part) && (ownWord || !isHiragana(part.from(), part.to()));
    }

    /** 星 of 3巻とまんが星2巻: what is asked for next has letters that were not read, though its other words were. */
    private boolean isAmidTheNext(Leftover part, int volume) {
        String before = shown.substring(Math.max(0, part.from() - NEAR), part.from());
        boolean behind = volume - part.to() <= NEAR
                && WITHOUT_STOP.matcher(shown.substring(part.to(), volume)).matches();
        boolean letters = part.letters(text) >= (isHiragana(part.from(), part.to()) ? 3 : 1);
        return behind
                && letters
                && !isDigits(part)
                && !isSaid(shown, part)
                && NEXT.matcher(before).find();
    }

    /** Whether a part may be a title: of two letters, and nothing that is said beside one. */
    private boolean isNamed(Leftover part) {
        if (quoted.contains(part)) {
            return true;
        }
        return part.letters(text) >= 2 && !isDigits(part) && !isSaid(shown, part);
    }

    /**
     * Whether a part is what customers say beside a title. Little is said between 3巻と and what is asked for next.
     *
     * @param shown the text with the signs of names and volumes in it
     */
    static boolean isSaid(String shown, Leftover part) {
        String letters = shown.substring(part.from(), part.to());
        boolean next = BEHIND_VOLUME
                .matcher(shown.substring(Math.max(0, part.from() - NEAR), part.from()))
                .find();
        return next ? SAID_BEFORE_THE_NEXT.matcher(letters).find() : isSaid(letters);
    }

    private static boolean isSaid(String letters) {
        return SAID.matcher(letters).find();
    }

    private boolean isDigits(Leftover part) {
        return text.substring(part.from(), part.to()).chars().noneMatch(Character::isLetter);
    }

    /** AとB, of which B was not read. */
    private boolean isLinked(Leftover part) {
        String before = shown.substring(Math.max(0, part.from() - NEAR), part.from());
        return LINKED.matcher(before).find();
    }

    /** Whether a volume is of an unread title that stands behind it: volume 3 of an unknown book. */
    boolean isOfUnread(int volumeTo) {
        Matcher of = OF.matcher(plain).region(volumeTo, plain.length());
        if (!of.lookingAt()) {
            return false;
        }
        return parts.stream().anyMatch(part -> part.from() == of.end() && isNamed(part));
    }

    /** Whether a name goes on to an unread title without a word, a link or a stop between. */
    boolean isJoined(int nameTo, Leftover part) {
        return JOINED.matcher(shown.substring(nameTo, part.from())).matches();
    }

    private boolean isHiragana(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = plain.charAt(i);
            if (Character.isLetterOrDigit(c) && c != 'ー' && !Spelling.isHiragana(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLatin(char c) {
        return c < 0x250 && Character.isLetter(c);
    }
}

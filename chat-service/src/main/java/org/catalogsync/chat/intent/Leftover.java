package org.catalogsync.chat.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A part of a sentence that nothing was made of: a title that the catalogue does not have, or a topic. */
record Leftover(int from, int to) {
    /** Those that two of them can make come before their parts. */
    private static final List<String> PARTICLES = List.of(
            "という", "っていう", "って", "とか", "から", "まで", "より", "では", "には", "での", "です", "ます", "たい", "いる", "する", "した", "して",
            "その", "この", "あの", "の", "は", "が", "を", "に", "で", "と", "も", "や", "へ", "な", "か", "お", "ね", "よ", "だ", "し");

    private static final Pattern LINKS =
            Pattern.compile("と(?!ても|いう|いっ|いえ|にかく|もに|もかく|して|した|しか|き[はにの、]|ころ|か[い、のあなは]|の|は[ど何な、いか]|同|一緒|違|比|思|言|聞|関|合)");

    /** In the order in which they stand, without the particles around them. */
    static List<Leftover> of(Sentence sentence) {
        List<Leftover> found = new ArrayList<>();
        String text = sentence.text();
        String plain = sentence.spelling().plain();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || ends(text, i)) {
                add(text, plain, from, i, found);
                from = i + 1;
            }
        }
        return found;
    }

    private static boolean ends(String text, int at) {
        return Sentence.isSign(text.charAt(at)) || "。?\n「」『』\"".indexOf(text.charAt(at)) >= 0;
    }

    private static void add(String text, String plain, int from, int to, List<Leftover> found) {
        int start = head(text, plain, from, to);
        int end = tail(plain, start, to);
        if (letters(text, start, end) > 0) {
            found.add(new Leftover(start, end));
        }
    }

    /** Behind the particles that stand by themselves, as they are written: と of とサバ is one, though サバ is read as hiragana; and whatever is no letter. */
    private static int head(String text, String plain, int from, int to) {
        int at = from;
        while (at < to) {
            int length = Character.isLetterOrDigit(text.charAt(at)) ? particleByItself(plain, from, at, to) : 1;
            if (length == 0 && at == from && at > 0 && isLink(text.charAt(at - 1), plain.substring(at, to))) {
                length = 1;
            }
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return at;
    }

    /** と of 3巻とくるみわり人形: a link though letters in hiragana follow. */
    private static boolean isLink(char before, String plain) {
        boolean named = before == Sentence.VOLUME || before == Sentence.ISBN || before == Sentence.NAME;
        return named && plain.length() > 3 && LINKS.matcher(plain).lookingAt();
    }

    private static int particleByItself(String plain, int from, int at, int to) {
        if (at > from && isHiragana(plain.charAt(at - 1))) {
            return 0;
        }
        for (String particle : PARTICLES) {
            int end = at + particle.length();
            if (end <= to && plain.startsWith(particle, at) && (end == to || !isHiragana(plain.charAt(end)))) {
                return particle.length();
            }
        }
        return 0;
    }

    /** Before the longest end that is particles and marks alone. By a table and not by a pattern: a question may be nothing but particles, and patterns recurse. */
    private static int tail(String plain, int from, int to) {
        boolean[] isTail = new boolean[to - from + 1];
        isTail[to - from] = true;
        int start = to;
        for (int at = to - 1; at >= from; at--) {
            isTail[at - from] =
                    (isMark(plain.charAt(at)) && isTail[at - from + 1]) || beginsTail(plain, from, at, to, isTail);
            start = isTail[at - from] ? at : start;
        }
        return start;
    }

    private static boolean beginsTail(String plain, int from, int at, int to, boolean[] isTail) {
        for (String particle : PARTICLES) {
            int end = at + particle.length();
            if (end <= to && isTail[end - from] && plain.startsWith(particle, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMark(char c) {
        return c == '?' || (!Character.isLetterOrDigit(c) && c != 'ー' && c != '!');
    }

    private static boolean isHiragana(char c) {
        return c >= 'ぁ' && c <= 'ん';
    }

    private static int letters(String text, int from, int to) {
        int letters = 0;
        for (int i = from; i < to; i++) {
            letters += Character.isLetterOrDigit(text.charAt(i)) ? 1 : 0;
        }
        return letters;
    }

    boolean has(Leftover part) {
        return from <= part.from && part.to <= to;
    }

    int letters(String text) {
        return letters(text, from, to);
    }
}

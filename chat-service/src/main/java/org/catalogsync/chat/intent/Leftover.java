package org.catalogsync.chat.intent;

import java.util.ArrayList;
import java.util.List;

/** A part of a sentence that nothing was made of: a title that the catalogue does not have, or a topic. */
record Leftover(int from, int to) {
    /** Those that two of them can make come before their parts. */
    private static final List<String> PARTICLES = List.of(
            "という", "っていう", "って", "とか", "から", "まで", "より", "では", "には", "での", "です", "ます", "たい", "いる", "する", "した", "して",
            "その", "この", "あの", "の", "は", "が", "を", "に", "で", "と", "も", "や", "へ", "な", "か", "お", "ね", "よ", "だ", "し");

    /** In the order in which they stand, without the particles around them. */
    static List<Leftover> of(Sentence sentence) {
        List<Leftover> found = new ArrayList<>();
        String text = sentence.text();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || ends(text, i)) {
                add(text, from, i, found);
                from = i + 1;
            }
        }
        return found;
    }

    private static boolean ends(String text, int at) {
        return Sentence.isSign(text.charAt(at)) || "。?\n「」『』\"".indexOf(text.charAt(at)) >= 0;
    }

    private static void add(String text, int from, int to, List<Leftover> found) {
        int start = head(text, from, to);
        int end = tail(text, start, to);
        if (letters(text, start, end) > 0) {
            found.add(new Leftover(start, end));
        }
    }

    /** Behind the particles that stand by themselves, and whatever is no letter. */
    private static int head(String text, int from, int to) {
        int at = from;
        while (at < to) {
            int length = Character.isLetterOrDigit(text.charAt(at)) ? particleByItself(text, from, at, to) : 1;
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return at;
    }

    private static int particleByItself(String text, int from, int at, int to) {
        if (at > from && isHiragana(text.charAt(at - 1))) {
            return 0;
        }
        for (String particle : PARTICLES) {
            int end = at + particle.length();
            if (end <= to && text.startsWith(particle, at) && (end == to || !isHiragana(text.charAt(end)))) {
                return particle.length();
            }
        }
        return 0;
    }

    /** Before the longest end that is particles and marks alone. By a table and not by a pattern: a question may be nothing but particles, and patterns recurse. */
    private static int tail(String text, int from, int to) {
        boolean[] isTail = new boolean[to - from + 1];
        isTail[to - from] = true;
        int start = to;
        for (int at = to - 1; at >= from; at--) {
            isTail[at - from] =
                    (isMark(text.charAt(at)) && isTail[at - from + 1]) || beginsTail(text, from, at, to, isTail);
            start = isTail[at - from] ? at : start;
        }
        return start;
    }

    private static boolean beginsTail(String text, int from, int at, int to, boolean[] isTail) {
        for (String particle : PARTICLES) {
            int end = at + particle.length();
            if (end <= to && isTail[end - from] && text.startsWith(particle, at)) {
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

    int letters(String text) {
        return letters(text, from, to);
    }
}

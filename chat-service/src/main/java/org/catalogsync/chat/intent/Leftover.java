package org.catalogsync.chat.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a sentence that nothing was made of: a title that the catalogue does not have, or a topic. */
record Leftover(int from, int to) {
    private static final String PARTICLES =
            "(?:という|っていう|って|とか|から|まで|より|では|には|での|の|は|が|を|に|で|と|も|や|へ|な|か|お|ね|よ|です|だ|ます|し|たい|いる|する|した|して|その|この|あの)";
    private static final Pattern HEAD = Pattern.compile("^(?:[^\\p{L}\\p{N}]|(?<![ぁ-ん])" + PARTICLES + "(?![ぁ-ん]))+");
    private static final Pattern TAIL = Pattern.compile("(?:[^\\p{L}\\p{N}ー!?]|[?]|" + PARTICLES + ")+$");

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
        int start = from;
        Matcher head = HEAD.matcher(text.substring(from, to));
        if (head.find()) {
            start += head.end();
        }
        int end = to;
        Matcher tail = TAIL.matcher(text.substring(start, end));
        if (tail.find()) {
            end = start + tail.start();
        }
        if (letters(text, start, end) > 0) {
            found.add(new Leftover(start, end));
        }
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

package org.catalogsync.chat.compose;

import java.time.Instant;
import java.util.List;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.intent.Wish;
import org.catalogsync.model.Isbn;

/** What a person should know besides the facts, worded. What customers wrote comes in cut short and on one line, as it is repeated to them alone. */
public final class Notices {
    private static final int LONGEST = 60;

    private Notices() {}

    /** With the ISBN that it may have been, where only the check digit is wrong. */
    public static String badIsbn(Language language, Wish.BadIsbn bad) {
        String written = shown(bad.written());
        Isbn corrected = bad.corrected();
        return switch (language) {
            case JAPANESE ->
                "「" + written + "」は正しいISBNではございません。"
                        + (corrected == null ? "13桁の番号をご確認ください。" : corrected + "のことでしょうか。");
            case ENGLISH ->
                "“" + written + "” is not a valid ISBN. "
                        + (corrected == null ? "Please check its 13 digits." : "Did you mean " + corrected + "?");
        };
    }

    /** With the titles that it may have been, the likeliest first; none is answered as if it had been asked for. */
    public static String unknownTitle(Language language, String title, List<String> proposals) {
        String written = shown(title);
        Names names = new Names(language);
        String proposed = names.joined(proposals.stream()
                .limit(Templates.MOST_NAMED)
                .map(names::quoted)
                .toList());
        return switch (language) {
            case JAPANESE -> "「" + written + "」は当店の商品に見つかりませんでした。" + (proposed.isEmpty() ? "" : proposed + "のことでしょうか。");
            case ENGLISH ->
                "“" + written + "” was not found in our catalogue."
                        + (proposed.isEmpty() ? "" : " Did you mean " + proposed + "?");
        };
    }

    /** The ERP could not be reached in time. */
    public static String notTheLatest(Language language, Instant asOf) {
        String time = ShopTime.minutes(asOf);
        return switch (language) {
            case JAPANESE -> "最新の在庫を確認できなかったため、" + time + "時点の情報をご案内しています。";
            case ENGLISH -> "The latest stock could not be checked; this is what was known as of " + time + ".";
        };
    }

    /** Neither table nor ERP answered in time. */
    public static String nothingKnown(Language language) {
        return switch (language) {
            case JAPANESE -> "ただいま商品の情報を確認できません。しばらくしてから、もう一度お試しください。";
            case ENGLISH -> "Our records cannot be reached at the moment. Please try again in a little while.";
        };
    }

    /** Titles could not be looked for. */
    public static String noSearch(Language language) {
        return switch (language) {
            case JAPANESE -> "ただいま作品の検索ができません。ISBNか、巻数を含む作品名でお尋ねください。";
            case ENGLISH ->
                "The search cannot be reached at the moment. Please ask with an ISBN, or a title and its volume.";
        };
    }

    /** More volumes were asked for than one answer is about. */
    public static String onlySoMany(Language language) {
        return switch (language) {
            case JAPANESE -> "一度にお答えできるのは" + Wish.MOST + "冊までです。";
            case ENGLISH -> "One answer covers " + Wish.MOST + " volumes at most.";
        };
    }

    /** One line, without signs that turn the text around, cut at a whole character. */
    static String shown(String written) {
        String line = written.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]+", " ")
                .strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}

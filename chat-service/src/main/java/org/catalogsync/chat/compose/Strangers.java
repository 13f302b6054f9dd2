package org.catalogsync.chat.compose;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.catalogsync.chat.compose.Objection.Kind;

/** Finds names that the facts do not have: in quotes, before a volume's number, as the subject of a sentence. Not every name can be told from a word; decision 0162 says which are missed. */
final class Strangers {
    private static final String MARK = "[\\x{F0000}-\\x{FEFFF}]";
    private static final Pattern QUOTED = Pattern.compile("[『「“\"《【]([^』」”\"》】]*)[』」”\"》】]?");
    private static final Pattern KNOWN = Pattern.compile("(?:" + MARK + "|[ 第巻卷上中下()#,、・~-]|\\d|vol(?:ume)?s?\\.?)*"
            + MARK + "(?:" + MARK + "|[ 第巻卷上中下()#,、・~-]|\\d|vol(?:ume)?s?\\.?)*");

    private static final Pattern BEFORE_VOLUME =
            Pattern.compile("([ァ-ヶーa-z]+|[一-龠々&&[^第]]+)\\s?(?:の)?\\s?(?:第\\s?)?\\d+\\s*[巻卷]");
    private static final Pattern BEFORE_ENGLISH_VOLUME = Pattern.compile("([a-z'.]+),? vol(?:ume)?s?\\b");
    private static final Pattern OF_STRANGER = Pattern.compile("vol(?:ume)?s?\\.? [\\d, and~-]+ of (?!\\s*(?:[“\"『「]?"
            + MARK + "|(?:the|this) (?:series|manga|title)|it\\b|them\\b))");
    private static final Pattern JAPANESE_SUBJECT =
            Pattern.compile("([ァ-ヶー]{3,}|[a-z][a-z ]*[a-z])\\s?(?:は|が|も|の在庫|の価格|なら)");
    private static final Pattern ENGLISH_SUBJECT =
            Pattern.compile("([^\\s]+) (?:is|are|has|have|costs?|was|can be|could not|currently|just)\\b");
    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9,;] )([A-Z][A-Za-z]+)");

    private static final Set<String> JAPANESE_WORDS =
            words("現在 当店 同 作品 続き 以下 対象 商品 在庫 価格 今 即 全 各 本 マンガ シリーズ タイトル ジャンル カタログ コミック コミックス isbn");
    private static final Set<String> ENGLISH_WORDS = words(
            "and or of the only is are while but as for with about our that like also has have however yes it this they these those both all which you we i there here "
                    + "price prices stock one ones title titles book books manga series others other rest none each quantity everything copy copies volume volumes genre author isbn "
                    + "currently just still now both. us at costs cost was availability in to from between find what who how both, sorry hello");
    private static final Set<String> CAPITALIZED = words(
            "i isbn as jst japanese english it we yes no volume volumes vol the this there they both all jpy and please however you available if unfortunately our "
                    + "january february march april may june july august september october november december");

    private Strangers() {}

    private static Set<String> words(String words) {
        return Arrays.stream(words.split(" ")).collect(Collectors.toUnmodifiableSet());
    }

    /** @param masked folded and masked, with its capitals */
    static Optional<Objection> in(String masked) {
        String lower = Folded.lower(masked);
        return quoted(lower)
                .or(() -> notIn(JAPANESE_WORDS, BEFORE_VOLUME, lower))
                .or(() -> notIn(ENGLISH_WORDS, BEFORE_ENGLISH_VOLUME, lower))
                .or(() -> notIn(Set.of(), OF_STRANGER, lower))
                .or(() -> notIn(JAPANESE_WORDS, JAPANESE_SUBJECT, lower))
                .or(() -> subject(lower))
                .or(() -> notIn(CAPITALIZED, CAPITAL, masked));
    }

    private static Optional<Objection> quoted(String text) {
        Matcher matcher = QUOTED.matcher(text);
        while (matcher.find()) {
            if (!KNOWN.matcher(matcher.group(1)).matches()) {
                return Optional.of(new Objection(Kind.NAME, matcher.group()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Objection> notIn(Set<String> words, Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String word = matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
            boolean known = words.contains(word.toLowerCase(Locale.ROOT))
                    || words.stream()
                            .anyMatch(one -> one.codePointAt(0) > 0x2E7F && word.endsWith(one) && one.length() > 1);
            if (!known) {
                return Optional.of(new Objection(Kind.NAME, word));
            }
        }
        return Optional.empty();
    }

    /** Only what is written with Latin letters; a mark, a number or a closing quote is no stranger. */
    private static Optional<Objection> subject(String text) {
        Matcher matcher = ENGLISH_SUBJECT.matcher(text);
        while (matcher.find()) {
            String word = matcher.group(1).replaceAll("[,;:.!]$", "");
            if (word.matches("[a-z'-]+") && !ENGLISH_WORDS.contains(word)) {
                return Optional.of(new Objection(Kind.NAME, word));
            }
        }
        return Optional.empty();
    }
}

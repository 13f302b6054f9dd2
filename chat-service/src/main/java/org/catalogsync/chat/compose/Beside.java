package org.catalogsync.chat.compose;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands beside a piece of a sentence, where that decides what it means. */
final class Beside {
    private static final Pattern GAP = Pattern.compile("[』」”\"》】]?\\s?(?:の|は|では)?[、,]?\\s?[「『(]?,?");
    private static final Pattern OF = Pattern.compile("\\s*(?:of|in|from)\\s*(?:the manga |the series )?[“\"『「]?");

    private Beside() {}

    static boolean isMoment(@Nullable Token token) {
        return token instanceof Token.Claimed claimed && claimed.claim() instanceof Claim.Moment;
    }

    static boolean isName(@Nullable Token token) {
        return token instanceof Token.Titled || token instanceof Token.Volumes || token instanceof Token.Numbered;
    }

    /** A title, and the numbers of its volumes behind it. */
    static boolean adjoins(String text, int from, int to) {
        return GAP.matcher(text.substring(from, Math.max(from, to))).matches();
    }

    /** Numbers of volumes, and the title of which they are. */
    static boolean follows(String text, int from, int to) {
        return OF.matcher(text.substring(from, Math.max(from, to))).matches();
    }
}

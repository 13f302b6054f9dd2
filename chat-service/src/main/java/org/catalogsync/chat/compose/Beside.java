package org.catalogsync.chat.compose;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands beside a piece of a sentence, where that decides what it means. */
final class Beside {
    private static final Pattern GAP = Pattern.compile("[』」”\"》】]?\\s?(?:の|は|では)?[、,]?\\s?[「『(]?,?");
    private static final Pattern OF = Pattern.compile("\\s*(?:of|in|from)\\s*(?:the manga |the series )?[“\"『「]?");

    private static final Pattern RUNS_ON = Pattern.compile("[ ~/.\\-・]{0,3}");

    private Beside() {}

    static boolean isMoment(@Nullable Token token) {
        return token instanceof Token.Claimed claimed && claimed.claim() instanceof Claim.Moment;
    }

    static boolean isName(@Nullable Token token) {
        return token instanceof Token.Titled || token instanceof Token.Volumes || token instanceof Token.Numbered;
    }

    static boolean isNumber(@Nullable Token token) {
        return token instanceof Token.Claimed claimed
                && (claimed.claim() instanceof Claim.Copies
                        || claimed.claim() instanceof Claim.Yen
                        || claimed.claim() instanceof Claim.Days
                        || claimed.claim() instanceof Claim.Bare);
    }

    /** Two numbers with nothing between them that parts them: '1 003', '1~3'. */
    static boolean isOneNumber(String text, Token token, @Nullable Token next) {
        int end = switch (token) {
            case Token.Claimed claimed
            when claimed.claim() instanceof Claim.Bare bare ->
                claimed.at() + bare.word().length();
            case Token.Volumes volumes when Character.isDigit(text.charAt(volumes.end() - 1)) -> volumes.end();
            default -> -1;
        };
        if (end < 0 || next == null || next.at() < end) {
            return false;
        }
        boolean isNumber = next instanceof Token.Volumes
                || next instanceof Token.Numbered
                || (next instanceof Token.Claimed claimed
                        && Character.isDigit(claimed.claim().word().charAt(0)));
        return isNumber && RUNS_ON.matcher(text.substring(end, next.at())).matches();
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

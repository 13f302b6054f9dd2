package org.catalogsync.devstack.bedrock.speech;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said to a prompt.
 *
 * @param text the answer
 * @param classification whether it is one of the short answers that name an intent
 */
public record Speech(String text, boolean classification) {

    private static final Pattern TASK = Pattern.compile("(?m)^\\s*TASK:\\s*intent\\s*$");
    private static final Pattern FACTS = Pattern.compile("<facts>(.*?)</facts>", Pattern.DOTALL);
    private static final Pattern QUESTION = Pattern.compile("<question>(.*?)</question>", Pattern.DOTALL);

    /**
     * Answers a prompt. Its question is never obeyed: it chooses between wordings, by its hash.
     *
     * @param system with the line {@code TASK: intent} where the intent is asked for
     * @param user the last message
     * @param lie whether numbers and availability are to be wrong
     * @throws IllegalArgumentException where the facts cannot be read
     */
    public static Speech of(String system, String user, boolean lie) {
        String question = between(QUESTION, user).map(Speech::unescaped).orElse("");
        if (TASK.matcher(system).find()) {
            return new Speech(IntentRules.classified(question), true);
        }
        Optional<String> facts = between(FACTS, user);
        if (facts.isEmpty()) {
            return new Speech(japanese(user) ? JapaneseWords.NOTHING_TO_SAY : EnglishWords.NOTHING_TO_SAY, false);
        }
        Facts known = Facts.parse(facts.get());
        return new Speech(Composer.composed(lie ? known.distorted() : known, question), false);
    }

    private static Optional<String> between(Pattern tags, String text) {
        Matcher matcher = tags.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static boolean japanese(String text) {
        return text.toLowerCase(Locale.ROOT).codePoints().anyMatch(letter -> letter > 0x2E7F);
    }
}

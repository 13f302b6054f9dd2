package org.catalogsync.chat.answer;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.catalogsync.chat.intent.Wish;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;

/** Under what an answer is kept: the question, its language and what the conversation made of it. Two customers who ask the same get the same answer; nothing of who they are is in it. */
public final class AnswerKey {
    private AnswerKey() {}

    /** @param wish as the rules understood the question */
    public static String of(String text, Wish wish) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ");
        String about = isbns(wish.isbns());
        // A follow-up that finds nothing has no volume, and what it was about stands only here.
        String missing = isbns(wish.near()) + "|" + String.join("|", wish.unknown()) + "|" + wish.series();
        List<String> parts = List.of(
                Integer.toString(KeptAnswer.SHAPE),
                wish.language().tag(),
                wish.intent().wire(),
                about,
                missing,
                folded);
        return "answer:" + ContentHash.sha256Hex(String.join("\n", parts));
    }

    private static String isbns(List<Isbn> isbns) {
        return isbns.stream().map(Isbn::value).collect(Collectors.joining(","));
    }
}

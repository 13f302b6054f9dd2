package org.catalogsync.chat.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.catalogsync.chat.compose.Vocabulary.Found;
import org.catalogsync.chat.compose.Vocabulary.Sense;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    /** What turns a sentence around, makes it a guess, or says when. */
    private static final Pattern NOT_HARMLESS = Pattern.compile(
            "ない|ません|なく|なし|以外|かも|はず|らしい|よう(?!です$)|おそらく|たぶん|いつ|\\b(?:no|not|never|none|nor|neither|cannot|can't|without|except|if|unless|until|maybe|may|might|probably|should|would|could|was|were|will|than|same|too|half|more|less|same)\\b|n't");

    private static final List<PlausibleAnswers> ANSWERS = PlausibleAnswers.all().stream()
            .filter(answer -> answer.objections().isEmpty())
            .toList();

    @Test
    void theLongestPhraseCountsAndAWordIsNoPartOfAnother() {
        Vocabulary vocabulary =
                Vocabulary.parsed("[nothing]\nnow\nは / で\n[there is]\nございます\n[refused]\nでは(ございません|ない)\n");

        assertThat(vocabulary.at("now", 0)).contains(new Found(Sense.NOTHING, "now", 3));
        assertThat(vocabulary.at("known", 1)).isEmpty();
        assertThat(vocabulary.at("nowhere", 0)).isEmpty();
        assertThat(vocabulary.at("ではない", 0).map(Found::sense)).contains(Sense.REFUSED);
        assertThat(vocabulary.at("でございます", 0).map(Found::end)).contains(1);
        assertThatThrownBy(() -> Vocabulary.parsed("[nothing]\nx\n[refused]\nx"))
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> Vocabulary.parsed("[nothing]\na(b|c(d|e))")).hasMessageContaining("choice");
    }

    /** A plea that holds one of these words, 'let me know if …', is a whole sentence and no word that others could use. */
    @Test
    void whatSaysNothingTurnsNothingAround() {
        List<String> suspicious = Vocabulary.shops().phrases().entrySet().stream()
                .filter(phrase -> phrase.getValue() == Sense.NOTHING)
                .map(Map.Entry::getKey)
                .filter(phrase -> NOT_HARMLESS.matcher(phrase).find())
                .filter(phrase ->
                        !phrase.matches("申し訳(?:ございません|ありません)が?|すみませんが?|.*ご不明な点.*|(?:please )?let (?:me|us) know if .*"))
                .toList();

        assertThat(suspicious).isEmpty();
    }

    @Provide
    Arbitrary<String> words() {
        Arbitrary<String> known = Arbitraries.of(Stream.of(
                        ("hardly barely never scarcely not no non without except hundred thousand million dozen couple pair half several many plenty "
                                        + "probably perhaps maybe possibly allegedly soon tomorrow yesterday week weeks month pounds dollars euro likewise ditto too same "
                                        + "reserved discount free delivered sold gone formerly only-online elsewhere if unless until")
                                .split(" "),
                        ("全く 決して たっぷり 同様 同じく おそらく たぶん 半分 数週間 ドル 元 百 千 万 本日 明日 来週 割引 無料 取り置き 販売終了 絶版 店頭 倉庫 人気 以外 ほぼ およそ 未満 以上 かもしれない らしい"
                                        + " ないかも")
                                .split(" "))
                .flatMap(Stream::of)
                .toList());
        Arbitrary<String> anything = Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(2).ofMaxLength(9),
                Arbitraries.strings()
                        .withCharRange('ァ', 'ン')
                        .withCharRange('一', '鿿')
                        .ofMinLength(1)
                        .ofMaxLength(4));
        return Arbitraries.oneOf(known, anything);
    }

    /** Wherever it stands and whatever it says: what is not in the list is not understood. */
    @Property(tries = 2_000)
    void aWordMoreThatIsNotInTheListIsRefused(@ForAll("words") String word, @ForAll int seed) {
        Assume.that(Vocabulary.shops().at(word, 0).isEmpty() && !word.matches(".*[〇零一二三四五六七八九十百千壱弐参万上中下巻卷].*"));
        PlausibleAnswers answer = ANSWERS.get(Math.floorMod(seed, ANSWERS.size()));
        List<String> sentences = answer.sentences();
        int at = Math.floorMod(seed / 7, sentences.size());
        int place = place(sentences.get(at), Math.floorMod(seed / 31, 1_000));
        String other = inserted(sentences.get(at), word, place);
        Assume.that(!isOfAPhrase(Folded.lower(other), place + 1));

        GroundingGuard guard = GroundingGuard.of(answer.material());
        sentences.subList(0, at).forEach(guard::check);

        assertThat(guard.check(other)).as(other).isPresent();
    }

    /** Between words, and not between quotes. */
    private static int place(String sentence, int choice) {
        List<Integer> places = IntStream.range(0, sentence.length())
                .filter(i -> sentence.substring(0, i)
                                .chars()
                                .filter(c -> "『「“".indexOf(c) >= 0)
                                .count()
                        == sentence.substring(0, i)
                                .chars()
                                .filter(c -> "』」”".indexOf(c) >= 0)
                                .count())
                .filter(i ->
                        isEnglish(sentence) ? sentence.charAt(i) == ' ' : "はがのをにで、。".indexOf(sentence.charAt(i)) >= 0)
                .boxed()
                .toList();
        return places.isEmpty() ? 0 : places.get(choice % places.size());
    }

    private static String inserted(String sentence, String word, int at) {
        return sentence.substring(0, at) + " " + word + (isEnglish(sentence) ? "" : " ") + sentence.substring(at);
    }

    private static boolean isEnglish(String sentence) {
        return sentence.contains(" ") && !sentence.contains("。");
    }

    /** 'No' is not in the list, but 'no stock' is: with the words beside it, it says something that is judged. */
    private static boolean isOfAPhrase(String text, int at) {
        return IntStream.rangeClosed(0, at)
                .mapToObj(from -> Vocabulary.shops().at(text, from))
                .flatMap(Optional::stream)
                .anyMatch(found -> found.end() > at);
    }

    /** The threads that carry answers have small stacks, and the next sentence waits for this one. */
    @Test
    void theLongestSentencesOfAnyKindAreReadInTimeOnASmallStack() throws InterruptedException {
        AtomicReference<String> tooLong = new AtomicReference<>();
        Thread small = new Thread(null, () -> tooLong.set(slowest()), "small", 256L << 10);
        small.start();
        small.join();

        assertThat(tooLong.get()).isEmpty();
    }

    private static String slowest() {
        StringBuilder slow = new StringBuilder();
        for (String piece : List.of(
                "一",
                "一万",
                "のに",
                "1、",
                "1 ",
                "one ",
                "vol. 1, ",
                "第1巻、",
                "在庫が",
                "『月面の探偵 3』、",
                "2026-11-28 at ",
                "“",
                "9784990000011 ",
                "in about 3 days ",
                "now ",
                "は",
                "3冊",
                "¥1,",
                "not ",
                "月面の探偵 3")) {
            String sentence = piece.repeat(1_000).substring(0, 799) + "。";
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 20; i++) {
                GroundingGuard guard = GroundingGuard.of(Shelf.asked(Intent.STOCK, Language.JAPANESE, Shelf.SERIES));
                long began = System.nanoTime();
                guard.check(sentence);
                best = Math.min(best, System.nanoTime() - began);
            }
            if (best > 100_000_000) {
                slow.append(piece).append(' ').append(best / 1_000).append(" us; ");
            }
        }
        return slow.toString();
    }
}

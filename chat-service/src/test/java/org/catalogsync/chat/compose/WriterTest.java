package org.catalogsync.chat.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.compose.Written.By;
import org.catalogsync.chat.compose.Written.Why;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.erp.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriterTest {
    private static final ModelSettings SETTINGS = ModelSettings.fromEnvironment(Map.of());
    private static final Material FEW = Shelf.asked(Intent.STOCK, Language.JAPANESE, Shelf.FEW);
    private static final String TEMPLATE = Templates.prose(FEW);

    private final Heard customer = new Heard();
    private final Tally tally = new Tally();

    @Test
    void showsTheModelsSentencesOneByOne() {
        Written written = write(ScriptedModel.saying("はい、『月面の探偵 3』は在庫が", "4冊ございます。価格", "は484円です。"), FEW);

        assertThat(customer.frames())
                .containsExactly(
                        new Frame.Prose("はい、『月面の探偵 3』は在庫が4冊ございます。", false), new Frame.Prose("価格は484円です。", false));
        assertThat(written.by()).isEqualTo(By.MODEL);
        assertThat(written.why()).isEqualTo(Why.NOTHING);
        assertThat(written.inputTokens()).isEqualTo(1_000);
        assertThat(written.costUsd()).isCloseTo(1_000 * 0.10e-6 + 100 * 0.50e-6, within(1e-12));
    }

    @Test
    void aSentenceThatIsNotTrueIsNeverShownAndTheTemplateReplacesTheOthers() {
        ScriptedModel model = ScriptedModel.saying("『月面の探偵 3』は在庫が4冊ございます。", "価格は999円です。", "またどうぞ。");

        Written written = write(model, FEW);

        assertThat(customer.frames())
                .containsExactly(new Frame.Prose("『月面の探偵 3』は在庫が4冊ございます。", false), new Frame.Prose(TEMPLATE, true));
        assertThat(written.why()).isEqualTo(Why.UNGROUNDED);
        assertThat(written.by()).isEqualTo(By.TEMPLATE);
        assertThat(written.outputTokens()).isEqualTo(100);
        assertThat(model.ended).hasValue(Why.UNGROUNDED);
        assertThat(tally.objections()).containsEntry(Objection.Kind.NUMBER, 1L);
    }

    /** The price of two was asked, and one was priced and the other advertised. */
    @Test
    void anAnswerThatLeavesOutWhatWasAskedForIsReplaced() {
        Material two = Shelf.asked(Intent.PRICE, Language.JAPANESE, Shelf.FEW, Shelf.PLENTY);

        Written written = write(ScriptedModel.saying("『月面の探偵 3』の価格は484円です。", "『夜の図書館 12』はいかがでしょうか。"), two);

        assertThat(written.why()).isEqualTo(Why.UNGROUNDED);
        assertThat(customer.text()).isEqualTo(Templates.prose(two)).contains("484円", "1,210円");
        assertThat(tally.objections()).containsEntry(Objection.Kind.UNSAID, 1L);
    }

    @Test
    void anAnswerOfStalePricesSaysAsOfWhen() {
        Material stale = Shelf.asked(Intent.PRICE, Language.JAPANESE, Shelf.STALE);

        Written undated = write(ScriptedModel.saying("『海底の約束 4』の価格は495円です。"), stale);
        Written dated = write(ScriptedModel.saying("2026-11-28 09:10時点の情報では、『海底の約束 4』の価格は495円です。"), stale);

        assertThat(undated.why()).isEqualTo(Why.UNGROUNDED);
        assertThat(dated.why()).isEqualTo(Why.NOTHING);
    }

    @ParameterizedTest
    @EnumSource(names = {"STOCK", "PRICE", "DETAILS", "SUMMARY", "RECOMMEND", "RELATED"})
    void whatIsThereIsNeverSaidNotToBeFound(Intent intent) {
        for (Language language : Language.values()) {
            Material material = Shelf.asked(intent, language, Shelf.PLENTY);
            Phrases.Fixed fixed = Templates.phrases(language).fixed();
            for (String phrase : List.of(
                    fixed.notFound(),
                    fixed.nothingToRecommend(),
                    fixed.orderStatus(),
                    fixed.reviews(),
                    fixed.smallTalk(),
                    fixed.outOfScope())) {
                Heard heard = new Heard();
                new Writer(ScriptedModel.saying(phrase), SETTINGS, tally)
                        .write(material, Deadline.in(Duration.ofSeconds(2)), heard);
                assertThat(heard.text()).isEqualTo(Templates.prose(material));
            }
        }
    }

    @Test
    void theTemplateReplacesNothingWhereNothingWasShown() {
        Written written = write(ScriptedModel.saying("在庫は999冊です。"), FEW);

        assertThat(customer.frames()).containsExactly(new Frame.Prose(TEMPLATE, false));
        assertThat(written.why()).isEqualTo(Why.UNGROUNDED);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "FAILED"})
    void theTemplateAnswersWhereTheModelDoesNot(Why why) {
        Written atOnce = write(new ScriptedModel(new Model.Piece.Failed(why)), FEW);
        Written later =
                write(new ScriptedModel(new Model.Piece.Text("『月面の探偵 3』は在庫がございます。"), new Model.Piece.Failed(why)), FEW);

        assertThat(atOnce.why()).isEqualTo(why);
        assertThat(later.why()).isEqualTo(why);
        assertThat(customer.frames())
                .containsExactly(
                        new Frame.Prose(TEMPLATE, false),
                        new Frame.Prose("『月面の探偵 3』は在庫がございます。", false),
                        new Frame.Prose(TEMPLATE, true));
    }

    @Test
    void aModelThatFallsSilentIsLate() {
        ScriptedModel model = new ScriptedModel(new Model.Piece.Text("『月面の探偵 3』は在庫がございます。"));

        Written written = write(model, FEW);

        assertThat(written.why()).isEqualTo(Why.LATE);
        assertThat(model.ended).hasValue(Why.LATE);
        assertThat(customer.text()).isEqualTo(TEMPLATE);
    }

    @Test
    void aModelThatSaysNothingHasFailed() {
        assertThat(write(ScriptedModel.saying(), FEW).why()).isEqualTo(Why.FAILED);
        assertThat(customer.text()).isEqualTo(TEMPLATE);
    }

    @Test
    void halfASentenceIsNotShownWhereTheModelWasCutOff() {
        Written written = write(
                new ScriptedModel(new Model.Piece.Text("『月面の探偵 3』は在庫がございます。価格は484"), new Model.Piece.End(true)), FEW);

        assertThat(customer.text()).isEqualTo("『月面の探偵 3』は在庫がございます。");
        assertThat(written.by()).isEqualTo(By.MODEL);
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDER_STATUS", "REVIEWS", "SMALL_TALK", "OUT_OF_SCOPE"})
    void noModelIsAskedWhereThereIsNothingToWord(Intent intent) {
        ScriptedModel model = ScriptedModel.saying("？");

        Written written = write(model, Shelf.asked(intent, Language.JAPANESE, Shelf.FEW));

        assertThat(written.why()).isEqualTo(Why.NOT_NEEDED);
        assertThat(model.asked).isEmpty();
        assertThat(write(model, Shelf.asked(Intent.STOCK, Language.JAPANESE)).why())
                .isEqualTo(Why.NOT_NEEDED);
    }

    @Test
    void noModelIsAskedWhereThereIsNoTime() {
        ScriptedModel model = ScriptedModel.saying("？");

        Written written = new Writer(model, SETTINGS, tally).write(FEW, Deadline.in(Duration.ofMillis(500)), customer);

        assertThat(written.why()).isEqualTo(Why.NO_TIME);
        assertThat(model.asked).isEmpty();
        assertThat(customer.text()).isEqualTo(TEMPLATE);
    }

    @Test
    void whoIsGoneIsToldNothing() {
        ScriptedModel model = ScriptedModel.saying("『月面の探偵 3』は在庫がございます。");
        customer.go();

        Written written = write(model, FEW);

        assertThat(written.why()).isEqualTo(Why.GONE);
        assertThat(model.ended).hasValue(Why.GONE);
        assertThat(customer.frames()).isEmpty();
    }

    @Test
    void summariesOfSeveralHaveTheLongModelOnlyWhereItIsWanted() {
        Material summary = Shelf.asked(Intent.SUMMARY, Language.JAPANESE, Shelf.SERIES);
        ScriptedModel model = ScriptedModel.saying("『銀河の料理人 1』は在庫がございます。");

        write(model, summary);
        new Writer(model, ModelSettings.fromEnvironment(Map.of("CHAT_LONG_ANSWERS", "true")), tally)
                .write(summary, Deadline.in(Duration.ofSeconds(2)), customer);

        assertThat(model.asked.stream().map(Model.Question::model))
                .containsExactly("anthropic.claude-haiku-5-5", "jp.anthropic.claude-sonnet-5-5");
    }

    @Test
    void countsWhatBecameOfAnswers() {
        write(ScriptedModel.saying("『月面の探偵 3』は在庫がございます。"), FEW);
        write(new ScriptedModel(new Model.Piece.Failed(Why.THROTTLED)), FEW);

        assertThat(tally.written()).containsEntry(Why.NOTHING, 1L).containsEntry(Why.THROTTLED, 1L);
        assertThat(tally.tokens()).isEqualTo(new Usage(2_000, 200));
        assertThat(tally.costUsd()).isPositive();
    }

    private Written write(Model model, Material material) {
        return new Writer(model, SETTINGS, tally).write(material, Deadline.in(Duration.ofSeconds(2)), customer);
    }

    @Test
    void questionsThatAskForInventionsAreAnsweredByTheGuardAndNotByTheModel() {
        for (String invention : List.of(
                "在庫は999冊ございます。",
                "★4.5の高評価です。",
                "本日限り100円です。",
                "こちら https://example.com からどうぞ。",
                "I can reserve one for you.")) {
            Heard other = new Heard();
            new Writer(ScriptedModel.saying(invention), SETTINGS, tally)
                    .write(FEW, Deadline.in(Duration.ofSeconds(2)), other);
            assertThat(other.text()).isEqualTo(TEMPLATE);
        }
    }
}

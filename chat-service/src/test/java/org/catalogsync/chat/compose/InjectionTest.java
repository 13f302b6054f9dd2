package org.catalogsync.chat.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.catalogsync.chat.compose.Written.By;
import org.catalogsync.chat.compose.Written.Why;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.erp.Deadline;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Titles that give orders, and customers who ask for inventions: both are data, and what a model makes of them is held against the facts. */
class InjectionTest {
    private static final ModelSettings SETTINGS = ModelSettings.fromEnvironment(Map.of());
    private static final Pattern TAG = Pattern.compile("</?(?:facts|question)>");

    private static StandIn bedrock;
    private static BedrockModel model;

    @BeforeAll
    static void open() {
        bedrock = new StandIn();
        model = bedrock.model(Map.of());
    }

    @AfterAll
    static void close() {
        model.close();
        bedrock.close();
    }

    static Stream<String> titles() {
        return GroundingGuardTest.read("injected-titles.txt").stream();
    }

    static Stream<String> questions() {
        return GroundingGuardTest.read("injected-questions.txt").stream().filter(line -> !line.startsWith("#"));
    }

    @ParameterizedTest
    @MethodSource("titles")
    void theTemplateOfAnyTitlePasses(String title) {
        for (Language language : Language.values()) {
            for (Intent intent : Intent.values()) {
                Material material = Shelf.asked(intent, language, Shelf.titled(Shelf.FEW, title));
                assertThat(GuardPropertiesTest.objections(material, Templates.prose(material)))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("titles")
    void noTitleEndsItsTagOrLetsALieThrough(String title) {
        Material material = Shelf.asked(Intent.STOCK, Language.JAPANESE, Shelf.titled(Shelf.FEW, title));
        bedrock.fault("lie");

        Heard customer = new Heard();
        Written written = write(model, material, customer);

        assertThat(TAG.matcher(Prompt.answering(material).user()).results()).hasSize(4);
        assertThat(written.why()).isEqualTo(Why.UNGROUNDED);
        assertThat(customer.text()).isEqualTo(Templates.prose(material));
    }

    @ParameterizedTest
    @MethodSource("titles")
    void aModelThatObeysATitleIsNotHeard(String title) {
        Material material = Shelf.asked(Intent.STOCK, Language.JAPANESE, Shelf.titled(Shelf.FEW, title));
        for (String obedient : List.of(
                "在庫は999冊ございます。",
                "『" + title + "』は在庫が999冊ございます。",
                "『" + title + "』は完売いたしました。",
                "この作品は1円です。",
                title + "は999冊です。")) {
            assertThat(GroundingGuard.of(material).check(obedient)).as(obedient).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aModelThatObeysACustomerIsNotHeard(String line) {
        String[] parts = line.split("\\|", 2);
        Language language = parts[1].matches("[ -~“”¥月面の探偵]+") ? Language.ENGLISH : Language.JAPANESE;
        Material material = new Material(Intent.STOCK, language, parts[0], List.of(Shelf.FEW), List.of(), List.of());

        Heard customer = new Heard();
        Written written = write(ScriptedModel.saying(parts[1]), material, customer);

        assertThat(TAG.matcher(Prompt.answering(material).user()).results()).hasSize(4);
        assertThat(written.by()).isEqualTo(By.TEMPLATE);
        assertThat(written.why()).isEqualTo(Why.UNGROUNDED);
        assertThat(customer.text()).isEqualTo(Templates.prose(material));
    }

    private static Written write(Model model, Material material, Heard customer) {
        return new Writer(model, SETTINGS, new Tally()).write(material, Deadline.in(Duration.ofSeconds(30)), customer);
    }
}

package org.catalogsync.chat.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.http.HttpServer;
import org.catalogsync.chat.page.Desk.Asked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page does. */
class ChatPageTest extends Browsing {

    @Test
    void showsTheCardBeforeTheProseAndLetsTheProseGrow() {
        Asked asked = ask("海辺の図書館 42巻 ある?");
        assertThat(asked.ask().text()).isEqualTo("海辺の図書館 42巻 ある?");

        asked.send(new Frame.Ack());
        tab.until("document.querySelector('.typing')?.innerText.includes('お調べしています')");
        asked.send(Shelf.card(Shelf.LOW));
        tab.until("document.querySelector('.item')");

        assertThat(tab.text(LAST + ".item"))
                .contains("海辺の図書館 42", "第42巻", "汐見 灯", "残りわずか", "3 冊", "¥484", "00:10 時点", "9784088725093");
        assertThat(tab.text(LAST + ".prose")).isEmpty();
        assertThat(tab.text(LAST + ".typing")).contains("文を書いています");

        asked.say("42巻は");
        tab.until("document.querySelector('.prose').innerText === '42巻は'");
        asked.say("3冊あります。");
        tab.until("document.querySelector('.prose').innerText === '42巻は3冊あります。'");
        asked.done(Frame.Status.OK);
        tab.until("document.querySelector('.done')");

        assertThat(tab.text(LAST + ".done")).isEqualTo("0.8 秒");
        assertThat(tab.is("document.querySelector('.typing')")).isFalse();
        assertThat(tab.is("document.querySelector('.answer').hasAttribute('aria-busy')"))
                .isFalse();
    }

    @Test
    void replacesTheProseThatIsTakenBack() {
        Asked asked =
                ask("42巻は?").send(new Frame.Ack()).send(Shelf.card(Shelf.LOW)).say("30冊あります。");
        tab.until("document.querySelector('.prose').innerText === '30冊あります。'");

        asked.send(new Frame.Prose("3冊あります。", true)).done(Frame.Status.TEMPLATE);
        tab.until("document.querySelector('.done')");

        assertThat(tab.text(LAST + ".prose")).isEqualTo("3冊あります。");
        assertThat(tab.text(LAST + ".done")).contains("定型の文");
    }

    @Test
    void saysUnknownForWhatIsUnknownAndShowsWhatIsStale() {
        answer("全部", Shelf.everything());

        String unknown = tab.text(LAST + ".item[data-status=unknown]");
        assertThat(unknown).contains("在庫不明").doesNotContain("0 冊").doesNotContain("¥");
        assertThat(unknown).containsPattern("在庫\\s+不明").containsPattern("価格\\s+不明");
        assertThat(tab.text(LAST + ".stale")).contains("最新の値を確認できませんでした", "11月26日 22:10");
        assertThat(tab.text(LAST + ".item[data-status=out_of_stock]")).contains("在庫なし", "0 冊", "約 3 日後");
        assertThat(tab.evaluate("document.querySelectorAll('.stale').length").asInt())
                .isEqualTo(1);
        assertThat(tab.evaluate("new Set([...document.querySelectorAll('.badge path')].map((path) =>"
                                + " path.getAttribute('d'))).size")
                        .asInt())
                .as("a shape of its own per status")
                .isEqualTo(5);
    }

    @Test
    void asksForARelatedVolumeByItsIsbn() {
        answer("42巻は?", Shelf.card(Shelf.LOW));

        tab.click(LAST + ".chip");

        assertThat(desk.next().ask().text()).isEqualTo("ISBN 9784088725109 はありますか?");
        assertThat(tab.text(LAST + ".question")).contains("海辺の図書館 43");
    }

    @Test
    void setsWhatTheServiceSaysAsText() {
        Asked asked =
                ask("<img src=x onerror=alert(1)>").send(Shelf.card(Shelf.LOW)).say("<b>太字</b>");
        asked.done(Frame.Status.OK);
        tab.until("document.querySelector('.done')");

        assertThat(tab.text(LAST + ".prose")).isEqualTo("<b>太字</b>");
        assertThat(tab.text(LAST + ".question")).contains("<img src=x onerror=alert(1)>");
        assertThat(tab.is("document.querySelector('.log img, .prose *')")).isFalse();
    }

    @Test
    void saysWhatWentWrongAndAsksAgain() {
        ask("42巻は?").send(new Frame.Ack()).send(new Frame.Error(Frame.Code.RATE_LIMITED, "少し待ってください。"));
        tab.until("document.querySelector('.trouble')");

        assertThat(tab.text(LAST + ".trouble")).contains("質問が続きすぎました", "少し待ってください。");
        tab.click(LAST + ".trouble button");

        assertThat(desk.next().ask().text()).isEqualTo("42巻は?");
    }

    @Test
    void connectsAgainByItselfAndSaysSoMeanwhile() {
        HttpServer first = PageServer.start(desk, Map.of());
        URI where = first.address();
        tab.go(where + "/");
        Asked cut = ask("42巻は?").send(new Frame.Ack());
        first.close();
        tab.until("document.querySelector('.trouble')?.innerText.includes('接続が切れ')");
        tab.until("document.getElementById('line').innerText.includes('つなぎ直します')");
        assertThat(cut.sink().gone()).isTrue();

        try (HttpServer second = PageServer.start(desk, Map.of("CHAT_PORT", "" + where.getPort()))) {
            tab.until("document.getElementById('line').dataset.state === 'open'");
            answer("43巻は?", Shelf.card(Shelf.MANY));

            assertThat(second.address()).isEqualTo(where);
            assertThat(tab.text(LAST + ".item")).contains("128 冊");
        }
    }

    @Test
    void sendsAQuestionOfATimeWithoutALineOnceThereIsOne() {
        tab.before("document.addEventListener('DOMContentLoaded', () => setTimeout(() => {"
                + " document.getElementById('question').value = '早い質問';"
                + " document.getElementById('form').requestSubmit(); }))");

        tab.go(address());

        assertThat(desk.next().ask().text()).isEqualTo("早い質問");
    }

    @Test
    void stopsAnAnswerWithEscape() {
        Asked asked = ask("42巻は?").send(Shelf.card(Shelf.LOW)).say("42巻は");
        tab.until("document.querySelector('.prose').innerText === '42巻は'");

        tab.press("Escape");

        tab.until("document.querySelector('.trouble')?.innerText.includes('止めました')");
        await("the service to see nobody").until(() -> asked.sink().gone());
        assertThat(tab.text(LAST + ".prose")).isEqualTo("42巻は");
        assertThat(tab.focused()).isEqualTo("question");
        answer("43巻は?", Shelf.card(Shelf.MANY));
    }

    @Test
    void isUsedWithTheKeyboardAlone() {
        assertThat(focusOrder(5)).containsExactly("質問の欄へ", "anew", "language", "theme", "ワンピース 42巻 ある?");
        tab.evaluate("document.querySelector('.skip').focus()");
        tab.press("Enter");
        tab.until("document.activeElement.id === 'question'");

        tab.type("42巻は?");
        tab.pressWithShift("Enter");
        tab.type("43巻も");
        tab.press("Enter");

        Asked asked = desk.next();
        assertThat(asked.ask().text()).isEqualTo("42巻は?\n43巻も");
        assertThat(tab.focused()).isEqualTo("question");
        asked.send(Shelf.card(Shelf.LOW)).done(Frame.Status.OK);
        tab.until("document.querySelector('.done')");
        tab.evaluate("document.querySelector('.isbn').focus()");
        tab.press("Tab");
        tab.press(" ");
        assertThat(desk.next().ask().text()).contains("9784088725109");
    }

    private List<String> focusOrder(int steps) {
        return IntStream.range(0, steps)
                .mapToObj(step -> {
                    tab.press("Tab");
                    return tab.focused();
                })
                .toList();
    }

    @Test
    void sendsNothingWhileKanaAreBeingConverted() {
        tab.evaluate("document.getElementById('question').focus()");
        tab.compose("わんぴーす");
        tab.enterInComposition();
        tab.type("ワンピース");

        assertThat(desk.isEmpty()).isTrue();
        assertThat(tab.evaluate("document.getElementById('question').value").asString())
                .isEqualTo("ワンピース");
        assertThat(tab.is("document.querySelector('.turn')")).isFalse();

        tab.press("Enter");

        assertThat(desk.next().ask().text()).isEqualTo("ワンピース");
    }

    @Test
    void speaksBothLanguagesAndRemembersTheChoice() {
        answer("42巻は?", Shelf.everything());

        tab.click("#language");

        assertThat(tab.evaluate("document.documentElement.lang").asString()).isEqualTo("en");
        assertThat(tab.text("h1")).isEqualTo("Manga Counter");
        assertThat(tab.text(LAST + ".item[data-status=low_stock]"))
                .contains("Few left", "3 copies", "¥484", "as of 00:10", "Vol. 42");
        assertThat(tab.text(LAST + ".item[data-status=unknown]")).contains("unknown");
        assertThat(tab.text(LAST + ".item[data-status=in_stock]")).contains("¥1,234");
        assertThat(tab.text("#stand-in")).contains("local stand-in", "synthetic");

        tab.go(address());

        assertThat(tab.text("#welcome-title")).isEqualTo("Which manga are you looking for?");
        tab.click("#language");
        assertThat(tab.text("#stand-in")).contains("ローカルの代役", "架空");
    }

    @Test
    void turnsDarkBySystemAndBySwitch() {
        String ground = "getComputedStyle(document.body).backgroundColor";
        String light = tab.evaluate(ground).asString();

        tab.media(Map.of("prefers-color-scheme", "dark"));
        String dark = tab.evaluate(ground).asString();
        tab.click("#theme");

        assertThat(dark).isNotEqualTo(light);
        assertThat(tab.evaluate(ground).asString()).isEqualTo(light);
        tab.go(address());
        assertThat(tab.evaluate(ground).asString())
                .as("the choice outlives the page")
                .isEqualTo(light);
    }

    @Test
    void movesNothingForWhoWantsNoMotion() {
        tab.media(Map.of("prefers-reduced-motion", "reduce"));

        ask("42巻は?").send(new Frame.Ack());
        tab.until("document.querySelector('.dots')");

        assertThat(tab.evaluate("document.getAnimations().length").asInt()).isZero();
    }

    @Test
    void asksOverHttpWhereNoSocketCanBeOpened() {
        tab.before(
                "globalThis.WebSocket = class { static OPEN = 1; constructor() { setTimeout(() => this.onclose?.({}));"
                        + " } close() {} };");
        tab.go(address());
        tab.until("document.getElementById('line').dataset.state === 'http'");

        Asked asked = ask("42巻は?").send(new Frame.Ack()).send(Shelf.card(Shelf.LOW));
        tab.until("document.querySelector('.item')");
        asked.say("3冊").say("あります。").done(Frame.Status.OK);
        tab.until("document.querySelector('.done')");

        assertThat(tab.text(LAST + ".prose")).isEqualTo("3冊あります。");
        Asked second = ask("43巻は?").send(new Frame.Ack());
        tab.press("Escape");
        tab.until("document.querySelector('.trouble')?.innerText.includes('止めました')");
        await("the service to see nobody").until(() -> second.sink().gone());
    }

    @Test
    void asksForATokenWhereOneIsNeeded(@TempDir Path folder) throws Exception {
        RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
        Path keys = Files.writeString(folder.resolve("keys.json"), new JWKSet(key.toPublicJWK()).toString());
        Map<String, String> jwt = Map.of(
                "CHAT_AUTH", "jwt",
                "CHAT_JWKS_URL", keys.toUri().toString(),
                "CHAT_JWT_ISSUER", "https://login.example.test/",
                "CHAT_JWT_AUDIENCE", "chat");
        try (HttpServer guarded = PageServer.start(desk, jwt)) {
            tab.go(guarded.address() + "/");
            tab.until("document.getElementById('token-dialog').open");
            assertThat(tab.focused()).isEqualTo("token");
            tab.type(token(key));
            tab.press("Enter");
            tab.until("document.getElementById('line').dataset.state === 'open'");

            assertThat(ask("42巻は?").ask().user()).isEqualTo("reader-1");
            assertThat(tab.is("Object.keys(localStorage).includes('token')")).isFalse();
        }
    }

    private static String token(RSAKey key) throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject("reader-1")
                .issuer("https://login.example.test/")
                .audience("chat")
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(10))))
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID("k1")
                        .build(),
                claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Test
    void fitsTheSmallestPhone() {
        tab.size(Chromium.Viewport.SMALL_PHONE);

        answer("全部見せてください", Shelf.everything());

        assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(320);
        assertThat(tab.evaluate("[...document.querySelectorAll('button:not([hidden]), textarea')].filter((one) =>"
                                + " one.getBoundingClientRect().right > 320).map((one) => one.outerHTML).join()")
                        .asString())
                .isEmpty();
    }
}

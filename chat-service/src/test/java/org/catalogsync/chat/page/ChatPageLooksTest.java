package org.catalogsync.chat.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.page.Chromium.Viewport;
import org.catalogsync.chat.page.Desk.Asked;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the page looks like, and whether all can use it. The pictures go to {@code target/screenshots}, for a person to look at. */
class ChatPageLooksTest extends Browsing {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String AXE = axe();
    private static final String TEXT = "「海辺の図書館」は43巻が128冊、42巻が3冊あります。44巻は品切れで、約3日後に入荷の見込みです。45巻は予約を受け付けています。"
            + "上巻は最新の在庫を確認できませんでしたが、11月26日 22:10 の時点では12冊ありました。";

    @Test
    void isForEverybodyAtTheStart() {
        looked("start");
        dark();
        looked("start-dark");
        phone();
        looked("start-phone-dark");
        light();
        looked("start-phone");
        tab.size(Viewport.SMALL_PHONE);
        looked("start-small-phone");
    }

    @Test
    void isForEverybodyWhileAnAnswerComes() {
        Asked asked = ask("海辺の図書館 42巻 ある?").send(new Frame.Ack());
        tab.until("document.querySelector('.typing')");
        looked("typing");
        asked.send(Shelf.card(Shelf.LOW)).say("42巻は残り3冊で");
        tab.until("document.querySelector('.prose').innerText !== ''");
        looked("writing");
        phone();
        looked("writing-phone");
        asked.done(Frame.Status.OK);
    }

    @Test
    void isForEverybodyOnceAnswered() {
        ask("海辺の図書館、42巻から45巻と上巻、それから転生したら駅前商店街の貸本屋だった件についての完全版 7巻はありますか?")
                .send(new Frame.Ack())
                .send(Shelf.everything())
                .say(TEXT)
                .done(Frame.Status.DEGRADED);
        tab.until("document.querySelector('.done')");
        looked("answered-end");
        top();
        looked("answered");
        dark();
        looked("answered-dark");
        phone();
        top();
        looked("answered-phone-dark");
        light();
        looked("answered-phone");
        bottom();
        looked("answered-phone-end");
        tab.size(Viewport.SMALL_PHONE);
        top();
        looked("answered-small-phone");
        bottom();
        looked("answered-small-phone-end");
    }

    @Test
    void isForEverybodyInEnglish() {
        tab.click("#language");
        looked("start-english");
        answer("Do you have 海辺の図書館 42?", Shelf.everything());
        top();
        looked("answered-english");
        phone();
        top();
        looked("answered-english-phone");
    }

    @Test
    void isForEverybodyWhenThingsGoWrong() {
        answer("42巻は?", Shelf.card(Shelf.OLD));
        ask("43巻は?").send(new Frame.Error(Frame.Code.RATE_LIMITED, "too many questions; ask again in 3 s"));
        tab.until("document.querySelector('.trouble')");
        looked("error");
        dark();
        looked("error-dark");
        phone();
        bottom();
        looked("error-phone-dark");
        light();
        tab.evaluate("document.getElementById('token-dialog').showModal()");
        looked("token-phone");
        tab.size(Viewport.DESKTOP);
        looked("token");
    }

    @Test
    void keepsItsShapesWhereColoursAreForced() {
        answer("42巻は?", Shelf.everything());
        top();
        tab.media(Map.of("forced-colors", "active", "prefers-color-scheme", "dark"));
        // Not for axe: it reckons with the colours of the style sheet, which are not those on the screen.
        tab.screenshot(PICTURES.resolve("forced-colors.png"));

        assertThat(tab.evaluate("[...document.querySelectorAll('.item, .badge, .chip, .question')]"
                                + ".filter((one) => getComputedStyle(one).borderTopWidth === '0px').length")
                        .asInt())
                .isZero();
        assertThat(tab.evaluate("[...document.querySelectorAll('.badge svg')].filter((one) =>"
                                + " one.getBoundingClientRect().width < 8).length")
                        .asInt())
                .isZero();
    }

    private void looked(String name) {
        tab.screenshot(PICTURES.resolve(name + ".png"));
        assertThat(violations()).as(name).isEmpty();
    }

    /** What axe finds of a weight that keeps people out. */
    private List<String> violations() {
        tab.evaluate("globalThis.axe || (() => { " + AXE + " })(); true");
        JsonNode found = tab.evaluate("axe.run(document).then((all) => all.violations.filter((one) => ['serious',"
                + " 'critical'].includes(one.impact)).map((one) => one.id + ': ' + one.nodes.map((node) =>"
                + " node.html + ' ' + node.failureSummary).join(' | ')))");
        return StreamSupport.stream(found.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private void dark() {
        tab.media(Map.of("prefers-color-scheme", "dark"));
    }

    private void light() {
        tab.media(Map.of("prefers-color-scheme", "light"));
    }

    private void phone() {
        tab.size(Viewport.PHONE);
    }

    private void top() {
        tab.evaluate("scrollTo(0, 0)");
    }

    private void bottom() {
        tab.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
    }

    private static String axe() {
        try (InputStream script = ChatPageLooksTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

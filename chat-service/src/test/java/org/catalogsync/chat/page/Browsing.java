package org.catalogsync.chat.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.http.HttpServer;
import org.catalogsync.chat.page.Desk.Asked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A browser at the chat's own server, with a fresh tab for each test. Without a Chromium nothing runs, and that is said. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Browsing {

    /** The last question with its answer. */
    static final String LAST = ".turn:last-child ";

    final Desk desk = new Desk();
    HttpServer server;
    Chromium chromium;
    Tab tab;

    @BeforeAll
    void start() {
        Optional<Path> executable = Chromium.installed();
        Assumptions.assumeTrue(executable.isPresent(), Chromium.NONE);
        server = PageServer.start(desk, Map.of());
        chromium = Chromium.start(executable.orElseThrow());
    }

    @AfterAll
    void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        desk.clear();
        tab = chromium.open(address(), Chromium.Viewport.DESKTOP);
        tab.until("document.getElementById('line').dataset.state === 'open'");
    }

    @AfterEach
    void close() {
        if (tab != null) {
            assertThat(tab.problems()).isEmpty();
            tab.close();
        }
    }

    String address() {
        return server.address() + "/";
    }

    Asked ask(String text) {
        tab.evaluate("document.getElementById('question').focus()");
        tab.type(text);
        tab.press("Enter");
        return desk.next(() -> tab.text("body"));
    }

    void answer(String text, Frame.Card card) {
        Asked asked = ask(text).send(new Frame.Ack()).send(card).say("お調べしたとおりです。");
        asked.done(Frame.Status.OK);
        tab.until("document.querySelector('" + LAST + ".done')");
    }
}

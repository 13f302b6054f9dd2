package org.catalogsync.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.answer.Sink;
import org.catalogsync.chat.http.HttpServer;
import org.catalogsync.chat.retrieve.Aliases;
import org.catalogsync.chat.retrieve.TitleEntry;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.model.Product;
import org.junit.jupiter.api.Test;

/** Answers to nobody, which must cost nobody anything. */
class WarmUpTest {
    private final List<String> asked = new ArrayList<>();
    private final TitleIndex titles =
            TitleIndex.of(List.of(entry(Books.NONE), entry(Books.FEW), entry(Books.PLENTY)), Aliases.NONE);

    @Test
    void asksInBothLanguagesForAVolumeThatTheErpNeedNotBeAskedFor() {
        warmUp((ask, sink) -> asked.add(ask.text())).run();

        assertThat(asked).contains("霧の航海日誌 1 ありますか", "is 霧の航海日誌 1 in stock?");
        assertThat(asked)
                .allSatisfy(text -> assertThat(text).doesNotContain("霧の航海日誌 3").doesNotContain("霧の航海日誌 4"));
        assertThat(asked).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void endsWhereAnAnswerFails() {
        warmUp((ask, sink) -> {
                    asked.add(ask.text());
                    throw new IllegalStateException("broken");
                })
                .run();

        assertThat(asked).hasSize(1);
    }

    @Test
    void beginsNothingOnceTheServiceEnds() {
        WarmUp[] warmUp = new WarmUp[1];
        warmUp[0] = warmUp((ask, sink) -> {
            asked.add(ask.text());
            warmUp[0].close();
        });

        warmUp[0].run();

        assertThat(asked).hasSize(1);
    }

    @Test
    void keepsNothingCountsNothingAndAsksNeitherModelNorErp() {
        Shop shop = Shop.open();
        shop.mend();
        try (ChatParts parts = ChatParts.open(shop.environment(Map.of("CHAT_TABLE", "chat-test-warm-up")))) {
            Eventually.holds(() -> parts.titles().size() > 0);
            int streams = shop.streams("started");
            int erp = shop.askedOfTheErp();

            parts.warmUp(HttpServer::unread).run();

            assertThat(shop.streams("started")).isEqualTo(streams);
            assertThat(shop.askedOfTheErp()).isEqualTo(erp);
            assertThat(parts.meters().find("catalog.chat.card").timers()).isEmpty();
            assertThat(parts.meters().find("catalog.chat.store.missed").functionCounters())
                    .allSatisfy(missed -> assertThat(missed.count()).isZero());
            // What it was told is not what a customer is told again.
            assertThat(done(parts, Books.PLENTY.title() + " ありますか").cached()).isFalse();
        }
    }

    private WarmUp warmUp(Chat chat) {
        return new WarmUp(chat, () -> titles, () -> {}, HttpServer::unread);
    }

    private static Frame.Done done(ChatParts parts, String text) {
        List<Frame> frames = new ArrayList<>();
        parts.chat().answer(new Ask("q", "warm-up-test", "somebody", text), new Sink() {
            @Override
            public void send(Frame frame) {
                frames.add(frame);
            }

            @Override
            public boolean gone() {
                return false;
            }

            @Override
            public void onGone(Runnable action) {
                // Nobody goes.
            }
        });
        return (Frame.Done) frames.getLast();
    }

    private static TitleEntry entry(Product product) {
        return TitleEntry.of(product, Instant.parse("2026-01-05T03:00:00Z"));
    }
}

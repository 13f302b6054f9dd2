package org.catalogsync.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.answer.Sink;
import org.junit.jupiter.api.Test;

/** A customer who has spent what models may cost a day is answered without them. */
class SpendTest {
    private final Shop shop = Shop.open();

    @Test
    void answersByTemplateOnceADaysMoneyIsSpent() {
        shop.mend();
        try (ChatParts parts = ChatParts.open(
                shop.environment(Map.of("CHAT_USER_DAILY_USD", "0.000001", "CHAT_TABLE", "chat-test-spend")))) {
            Eventually.holds(() -> parts.titles().size() > 0);
            assertThat(done(parts, "霧の航海日誌 1巻の在庫は、さて？").costUsd()).isPositive();
            // What it cost is added up beside the answer.
            Eventually.holds(
                    () -> done(parts, "霧の航海日誌 8巻の在庫は、さて？ " + System.nanoTime()).costUsd() == 0);
            int streams = shop.streams("started");
            double spent = count(parts);

            Frame.Done done = done(parts, "霧の航海日誌 2巻の在庫は、さて？");

            assertThat(done.status()).isEqualTo(Frame.Status.TEMPLATE);
            assertThat(done.cached()).isFalse();
            assertThat(shop.streams("started")).isEqualTo(streams);
            assertThat(count(parts)).isEqualTo(spent + 1);
        }
    }

    @Test
    void countsWhatIsNotReadToItsEnd() {
        shop.mend();
        shop.modelLatencies(0, 20);
        try (ChatParts parts = ChatParts.open(
                shop.environment(Map.of("CHAT_USER_DAILY_USD", "0.000001", "CHAT_TABLE", "chat-test-spend-cut")))) {
            Eventually.holds(() -> parts.titles().size() > 0);
            Cut cut = new Cut();
            for (int n = 1; n <= 4; n++) {
                parts.chat().answer(new Ask("q" + n, "leaver", "a leaver", "霧の航海日誌 8巻の在庫は、さて？ 第" + n + "問"), cut);
            }
            assertThat(cut.prose).isPositive();
            int streams = shop.streams("started");

            Frames frames = new Frames();
            parts.chat().answer(new Ask("q", "leaver", "a leaver", "霧の航海日誌 1巻の在庫は、さて？ 最後"), frames);

            assertThat(((Frame.Done) frames.sent.getLast()).status()).isEqualTo(Frame.Status.TEMPLATE);
            assertThat(shop.streams("started")).isEqualTo(streams);
        } finally {
            shop.mend();
        }
    }

    @Test
    void countsWhatEndsInAnException() {
        shop.mend();
        try (ChatParts parts = ChatParts.open(
                shop.environment(Map.of("CHAT_USER_DAILY_USD", "0.000001", "CHAT_TABLE", "chat-test-spend-thrown")))) {
            Eventually.holds(() -> parts.titles().size() > 0);
            Ask ask = new Ask("q", "unlucky", "an unlucky one", "霧の航海日誌 8巻の在庫は、さて？ 不運");
            assertThatThrownBy(() -> parts.chat().answer(ask, new Broken())).hasMessage("no way out");
            int streams = shop.streams("started");

            Frames frames = new Frames();
            parts.chat().answer(new Ask("q", "unlucky", "an unlucky one", "霧の航海日誌 1巻の在庫は、さて？ 不運"), frames);

            assertThat(((Frame.Done) frames.sent.getLast()).status()).isEqualTo(Frame.Status.TEMPLATE);
            assertThat(shop.streams("started")).isEqualTo(streams);
        }
    }

    private static double count(ChatParts parts) {
        return parts.meters()
                .counter("catalog.chat.prose", "by", "template", "why", "spent")
                .count();
    }

    private static Frame.Done done(ChatParts parts, String text) {
        Frames frames = new Frames();
        parts.chat().answer(new Ask("q", "spender", "a spender", text), frames);
        return (Frame.Done) frames.sent.getLast();
    }

    /** Goes away at the first words of each answer. */
    private static final class Cut implements Sink {
        int prose;
        private boolean gone;

        @Override
        public void send(Frame frame) {
            if (frame instanceof Frame.Ack) {
                gone = false;
            }
            if (frame instanceof Frame.Prose) {
                prose++;
                gone = true;
            }
        }

        @Override
        public boolean gone() {
            return gone;
        }

        @Override
        public void onGone(Runnable action) {
            // It is found out by asking.
        }
    }

    /** Fails at the first words. */
    private static final class Broken implements Sink {
        @Override
        public void send(Frame frame) {
            if (frame instanceof Frame.Prose) {
                throw new IllegalStateException("no way out");
            }
        }

        @Override
        public boolean gone() {
            return false;
        }

        @Override
        public void onGone(Runnable action) {
            // Nobody goes.
        }
    }

    private static final class Frames implements Sink {
        final List<Frame> sent = new ArrayList<>();

        @Override
        public void send(Frame frame) {
            sent.add(frame);
        }

        @Override
        public boolean gone() {
            return false;
        }

        @Override
        public void onGone(Runnable action) {
            // Nobody goes.
        }
    }
}

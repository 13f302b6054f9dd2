package org.catalogsync.chat;

import static org.assertj.core.api.Assertions.assertThat;

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

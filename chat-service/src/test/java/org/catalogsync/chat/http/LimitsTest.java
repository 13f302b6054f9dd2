package org.catalogsync.chat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.catalogsync.chat.http.access.Why;
import org.junit.jupiter.api.Test;

/** What there is only so much of, and the end. */
class LimitsTest {

    @Test
    void usersAskSoOftenAndAreToldWhenAgainAndAFloodIsClosed() {
        try (Fixture fixture = Fixture.with(Map.of("CHAT_USER_RATE", "1", "CHAT_USER_BURST", "2"))) {
            Client client = fixture.open();
            client.ask("m1", "x");
            client.answer();
            client.ask("m2", "x");
            client.answer();

            client.ask("m3", "x");

            assertThat(client.next().path("message").asString()).matches("too many questions; ask again in [0-9]+ s");
            String events = fixture.ask(Fixture.question("m4", "x"), "User-Agent", "another")
                    .body();
            assertThat(events).contains("event: done");
            for (int i = 0; i < Socket.MOST_REFUSED; i++) {
                client.ask("n" + i, "x");
            }
            assertThat(client.closedWith()).isEqualTo(1008);
            assertThat(fixture.refused(Why.FLOOD)).isEqualTo(1);
        }
    }

    @Test
    void processAnswersSoManyAtOnceAndRefusesTheNextAtOnce() throws InterruptedException {
        try (Fixture fixture = Fixture.with(Map.of("CHAT_MOST_UNDER_WAY", "1"))) {
            Client client = fixture.open();
            client.ask("m1", "hold");
            assertThat(fixture.chat.begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

            client.ask("m2", "x");

            List<String> codes = IntStream.range(0, 2)
                    .mapToObj(i -> client.next().path("code").asString(""))
                    .toList();
            assertThat(codes).containsExactlyInAnyOrder("", "overloaded");
            fixture.chat.go.release();
            assertThat(client.next().path("type").asString()).isEqualTo("done");
        }
    }

    @Test
    void socketsAreSoManyAndNewOnesOfAnAddressSoFew() {
        try (Fixture fixture = Fixture.with(Map.of("CHAT_MOST_SOCKETS", "2", "CHAT_CONNECTION_RATE", "6"))) {
            fixture.open();
            fixture.open();
            // The client has its answer a moment before the server has entered the socket.
            Sockets sockets = fixture.server.bean(Sockets.class);
            org.awaitility.Awaitility.await().until(() -> sockets.count() == 2);

            assertThat(refusal(fixture).statusCode()).isEqualTo(503);
            assertThat(fixture.refused(Why.SOCKETS_FULL)).isEqualTo(1);
        }
        try (Fixture fixture = Fixture.with(Map.of("CHAT_CONNECTION_RATE", "2"))) {
            fixture.open();

            HttpResponse<?> refusal = refusal(fixture);
            assertThat(refusal.statusCode()).isEqualTo(429);
            assertThat(refusal.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 30L);
        }
    }

    @Test
    void silentClientsArePingedAndGivenUpWhereTheyAnswerNone() throws Exception {
        try (Fixture fixture = Fixture.with(Map.of("CHAT_HEARTBEAT", "PT0.2S"));
                RawSocket raw = RawSocket.open(fixture.port())) {
            assertThat(raw.in().read()).isEqualTo(0x89); // a ping
            assertThat(raw.in().read()).isEqualTo(0);

            while (raw.in().read() >= 0) {
                // Reads, and answers nothing.
            }

            assertThat(fixture.refused(Why.NO_PONG)).isEqualTo(1);
        }
    }

    @Test
    void threeHundredIdleSocketsCostNoThreads() {
        try (Fixture fixture = Fixture.with(Map.of("CHAT_HEARTBEAT", "PT1S"))) {
            fixture.open();
            int before = Thread.activeCount();
            List<Client> clients = new ArrayList<>(
                    IntStream.range(0, 300).mapToObj(i -> fixture.open()).toList());

            // A client knows of its upgrade a moment before the server has counted it.
            Sockets sockets = fixture.server.bean(Sockets.class);
            org.awaitility.Awaitility.await().until(() -> sockets.count() == 301);
            assertThat(Thread.activeCount() - before).isLessThan(20);
            clients.get(150).ask("m1", "x");
            assertThat(clients.get(150).answer()).isNotEmpty();
            assertThat(clients).noneMatch(client -> client.closed.isDone());
        }
    }

    @Test
    void endLetsAnswersEndRefusesNewQuestionsAndSaysFarewell() throws Exception {
        Fixture fixture = Fixture.with(Map.of("CHAT_DRAIN", "PT10S"));
        Client client = fixture.open();
        Client idle = fixture.open();
        client.ask("m1", "hold");
        assertThat(fixture.chat.begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        assertThat(client.next().path("type").asString()).isEqualTo("ack");

        // On a thread of its own: the client's completions share the common pool, which may have but one.
        CompletableFuture<Void> end = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            fixture.server.close();
            end.complete(null);
        });
        org.awaitility.Awaitility.await()
                .until(() -> fixture.server.bean(Answers.class).draining());

        HttpResponse<String> ready = fixture.get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(Fixture.json(ready.body()).path("status").asString()).isEqualTo("draining");
        assertThat(fixture.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(refusal(fixture).statusCode()).isEqualTo(503);
        client.ask("m2", "x");
        assertThat(client.next().path("code").asString()).isEqualTo("overloaded");
        assertThat(fixture.ask(Fixture.question("m3", "x")).body()).contains("overloaded");
        assertThat(client.closed.isDone()).isFalse();

        fixture.chat.go.release();

        assertThat(client.next().path("type").asString()).isEqualTo("done");
        assertThat(client.closedWith()).isEqualTo(1001);
        assertThat(idle.closedWith()).isEqualTo(1001);
        end.get(10, TimeUnit.SECONDS);
        fixture.close();
    }

    private static HttpResponse<?> refusal(Fixture fixture) {
        Throwable refused = catchThrowable(fixture::open);
        assertThat(refused).hasCauseInstanceOf(WebSocketHandshakeException.class);
        return ((WebSocketHandshakeException) Objects.requireNonNull(refused.getCause())).getResponse();
    }
}

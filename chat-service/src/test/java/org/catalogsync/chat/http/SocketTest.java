package org.catalogsync.chat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.catalogsync.chat.http.access.Why;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The socket as clients see it: those that behave, and those that do not. */
class SocketTest {
    private static Fixture fixture;

    @BeforeAll
    static void start() {
        fixture = Fixture.with(Map.of());
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void framesOfAnAnswerComeInOrderAndNumberedFromOne() {
        Client client = fixture.open();
        String words = String.join(
                " ", IntStream.range(0, 100).mapToObj(Integer::toString).toList());

        client.ask("m1", words);

        List<JsonNode> frames = client.answer();
        assertThat(frames)
                .extracting(frame -> frame.path("seq").asInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 104).boxed().toList());
        assertThat(frames)
                .allSatisfy(frame -> assertThat(frame.path("id").asString()).isEqualTo("m1"));
        assertThat(frames.getFirst().path("type").asString()).isEqualTo("ack");
        assertThat(frames.subList(2, 102))
                .extracting(frame -> frame.path("delta").asString())
                .containsExactly(words.split(" "));
        assertThat(frames.get(102).path("replace").asBoolean()).isTrue();
        assertThat(frames.getLast().path("cost_usd").asDouble()).isEqualTo(0.000123);
    }

    @Test
    void whatIsUnknownIsLeftOut() {
        Client client = fixture.open();

        client.ask("m1", "ある?");

        JsonNode card = client.answer().get(1);
        assertThat(card.at("/items/0/quantity").asInt()).isEqualTo(3);
        assertThat(card.at("/related/0").propertyNames())
                .containsExactly("isbn", "title", "stock_status", "as_of", "source", "stale");
    }

    @Test
    void severalQuestionsAtOnceAreToldApartByTheirIds() {
        Client client = fixture.open();
        drainPermits();

        client.ask("a", "hold");
        client.ask("b", "hold");
        client.ask("c", "hold");
        takeBegun(3);
        client.ask("d", "hold");

        List<JsonNode> frames = new ArrayList<>(
                IntStream.range(0, 4).mapToObj(i -> client.next()).toList());
        assertThat(frames)
                .filteredOn(frame -> frame.path("id").asString().equals("d"))
                .singleElement()
                .satisfies(frame -> {
                    assertThat(frame.path("code").asString()).isEqualTo("rate_limited");
                    assertThat(frame.path("seq").asInt()).isEqualTo(1);
                });
        fixture.chat.go.release(3);
        List<JsonNode> ends = IntStream.range(0, 3).mapToObj(i -> client.next()).toList();
        assertThat(ends)
                .allSatisfy(frame -> assertThat(frame.path("seq").asInt()).isEqualTo(2));
        assertThat(ends).extracting(frame -> frame.path("id").asString()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void anIdThatIsBeingAnsweredIsRefused() {
        Client client = fixture.open();
        drainPermits();

        client.ask("same", "hold");
        takeBegun(1);
        client.ask("same", "hold");

        assertThat(client.next().path("type").asString()).isEqualTo("ack");
        assertThat(client.next().path("code").asString()).isEqualTo("bad_request");
        fixture.chat.go.release();
        assertThat(client.next().path("type").asString()).isEqualTo("done");
    }

    @Test
    void whatIsNoQuestionIsAnErrorAndTheConnectionStays() {
        Client client = fixture.open();

        for (String message : List.of(
                "{", "[]", "\"x\"", "{\"id\":\"m1\"}{}", "{\"id\":\"a\",\"id\":\"b\"}", "[".repeat(1_000), "")) {
            client.send(message);
            JsonNode error = client.next();
            assertThat(error.path("code").asString()).as(message).isEqualTo("bad_request");
            assertThat(error.has("id")).isFalse();
        }
        client.send("{\"id\":\"m1\",\"session\":\"s 1\",\"text\":\"x\"}");
        assertThat(client.next().path("id").asString()).isEqualTo("m1");
        client.ask("m2", " ");
        assertThat(client.next().path("code").asString()).isEqualTo("bad_request");

        client.ask("m3", "ある?");
        assertThat(client.answer().getLast().path("type").asString()).isEqualTo("done");
    }

    @Test
    void anAnswerThatFailsOrForgetsToEndIsAnInternalErrorWithoutItsWords() {
        Client client = fixture.open();

        client.ask("m1", "throw");
        client.ask("m2", "forget");

        List<JsonNode> frames =
                IntStream.range(0, 4).mapToObj(i -> client.next()).toList();
        assertThat(frames)
                .filteredOn(frame -> frame.path("type").asString().equals("error"))
                .hasSize(2)
                .allSatisfy(frame -> {
                    assertThat(frame.path("code").asString()).isEqualTo("internal");
                    assertThat(frame.path("message").asString()).doesNotContain("quotes");
                    assertThat(frame.path("seq").asInt()).isEqualTo(2);
                });
    }

    @Test
    void messageAbove8KBClosesWith1009() {
        long before = fixture.refused(Why.TOO_LARGE);
        Client client = fixture.open();

        client.send("x".repeat(Wire.MOST_BYTES + 1));

        assertThat(client.closedWith()).isEqualTo(1009);
        assertThat(fixture.refused(Why.TOO_LARGE)).isEqualTo(before + 1);
    }

    @Test
    void messageAbove8KBInPartsClosesWith1009() {
        Client client = fixture.open();

        client.socket.sendText("x".repeat(5_000), false).join();
        client.socket.sendText("x".repeat(5_000), false).join();

        assertThat(client.closedWith()).isEqualTo(1009);
    }

    @Test
    void questionInPartsIsOne() {
        Client client = fixture.open();
        String question = Fixture.question("m1", "ある?");

        client.socket.sendText(question.substring(0, 10), false).join();
        client.socket.sendText(question.substring(10), true).join();

        assertThat(client.answer().getLast().path("type").asString()).isEqualTo("done");
    }

    @Test
    void questionOfJust8KBIsAnswered() {
        Client client = fixture.open();
        String empty = Fixture.question("m1", "");

        client.ask("m1", "x".repeat(Wire.MOST_BYTES - empty.length()));

        assertThat(client.answer().getLast().path("type").asString()).isEqualTo("done");
    }

    @Test
    void binaryFrameClosesWith1003() {
        Client client = fixture.open();

        client.socket
                .sendBinary(
                        ByteBuffer.wrap(Fixture.question("m1", "x").getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        true)
                .join();

        assertThat(client.closedWith()).isEqualTo(1003);
    }

    @Test
    void clientThatGoesOnThoughItIsRefusedIsClosedWith1008() {
        Client client = fixture.open();
        long before = fixture.refused(Why.FLOOD);

        for (int i = 0; i <= Socket.MOST_REFUSED; i++) {
            client.send("{");
        }

        assertThat(client.closedWith()).isEqualTo(1008);
        assertThat(fixture.refused(Why.FLOOD)).isEqualTo(before + 1);
    }

    @Test
    void closeIsAnswered() {
        Client client = fixture.open();

        client.socket.sendClose(1000, "bye").join();

        assertThat(client.closedWith()).isEqualTo(1000);
    }

    @Test
    void clientThatClosesIsGoneAtOnce() throws InterruptedException {
        Client client = fixture.open();
        drainPermits();
        client.ask("m1", "hold");
        takeBegun(1);

        client.socket.sendClose(1000, "bye").join();

        assertThat(fixture.chat.gone.tryAcquire(2, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void clientThatVanishesWithoutACloseIsGoneAtOnce() throws Exception {
        for (int linger : new int[] {-1, 0}) { // a FIN, and a reset
            drainPermits();
            try (RawSocket raw = RawSocket.open(fixture.port())) {
                raw.send(Fixture.question("m1", "hold"));
                takeBegun(1);

                raw.vanish(linger);

                assertThat(fixture.chat.gone.tryAcquire(2, TimeUnit.SECONDS))
                        .as("linger %s", linger)
                        .isTrue();
            }
        }
    }

    @Test
    void clientThatDoesNotReadIsGivenUpAndItsAnswerCancelled() throws Exception {
        drainPermits();
        long before = fixture.refused(Why.SLOW_READER);
        try (RawSocket raw = RawSocket.open(fixture.port())) {
            raw.send(Fixture.question("m1", "flood"));

            assertThat(fixture.chat.gone.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            assertThat(fixture.refused(Why.SLOW_READER)).isEqualTo(before + 1);
        }
    }

    @Test
    void socketsThatLeaveAreForgotten() {
        Sockets sockets = fixture.server.bean(Sockets.class);
        int before = sockets.count();
        List<Client> clients =
                IntStream.range(0, 10).mapToObj(i -> fixture.open()).toList();

        clients.forEach(client -> client.socket.abort());

        await().atMost(Duration.ofSeconds(5)).until(() -> sockets.count() <= before);
    }

    private static void drainPermits() {
        fixture.chat.begun.drainPermits();
        fixture.chat.gone.drainPermits();
        fixture.chat.go.drainPermits();
    }

    private static void takeBegun(int count) {
        try {
            assertThat(fixture.chat.begun.tryAcquire(count, 10, TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

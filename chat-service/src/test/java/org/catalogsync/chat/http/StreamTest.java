package org.catalogsync.chat.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.catalogsync.chat.http.access.Why;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything that speaks plain HTTP. */
class StreamTest {
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
    void framesAreEventsWithTypeAndNumber() {
        HttpResponse<String> response = fixture.ask(Fixture.question("m1", "a b"));

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        List<String> events = List.of(response.body().strip().split("\n\n"));
        assertThat(events).hasSize(6);
        for (int i = 0; i < events.size(); i++) {
            List<String> lines = events.get(i).lines().toList();
            assertThat(lines).hasSize(3).contains("id: " + (i + 1));
            String data = lines.stream()
                    .filter(line -> line.startsWith("data: "))
                    .findFirst()
                    .orElseThrow()
                    .substring(6);
            Documented.frame(Fixture.json(data));
            assertThat(lines)
                    .contains("event: " + Fixture.json(data).path("type").asString());
            assertThat(Fixture.json(data).path("seq").asInt()).isEqualTo(i + 1);
        }
    }

    @Test
    void whatIsNoQuestionIs400() {
        for (String body : List.of("{", "[]", "{\"id\":\"m1\",\"session\":\"s\"}", "")) {
            HttpResponse<String> response = fixture.ask(body);
            assertThat(response.statusCode()).as(body).isEqualTo(400);
            Documented.fits(Documented.OPEN_API, "Problem", Fixture.json(response.body()));
        }
    }

    @Test
    void bodyAbove8KBIs413() {
        HttpResponse<String> response = fixture.ask(Fixture.question("m1", "x".repeat(9_000)));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(Fixture.json(response.body()).path("code").asString()).isEqualTo("too_large");
    }

    @Test
    void clientThatHangsUpIsGone() throws Exception {
        fixture.chat.begun.drainPermits();
        fixture.chat.gone.drainPermits();
        byte[] body = Fixture.question("m1", "hold").getBytes(StandardCharsets.UTF_8);
        try (java.net.Socket socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), fixture.port())) {
            socket.getOutputStream()
                    .write(("POST /api/chat HTTP/1.1\r\nHost: 127.0.0.1:" + fixture.port()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            assertThat(fixture.chat.begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(fixture.chat.gone.tryAcquire(2, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void unknownPathsAndMethodsAreProblems() {
        HttpResponse<String> nowhere = fixture.get("/v2/nothing");
        HttpResponse<String> method =
                fixture.send(fixture.request("/health/live").DELETE().build());
        HttpResponse<String> get = fixture.get("/api/chat");

        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow").orElse("")).contains("GET");
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow").orElse("")).isEqualTo("POST");
        for (HttpResponse<String> response : List.of(nowhere, method, get)) {
            assertThat(response.headers().firstValue("Content-Type")).hasValue(Problem.TYPE);
            Documented.fits(Documented.OPEN_API, "Problem", Fixture.json(response.body()));
        }
        assertThat(fixture.send(fixture.request("/api/chat")
                                .header("Content-Type", "text/plain")
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("x"))
                                .build())
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void healthTellsOfEachDependencyAndIsReadyWithoutThem() {
        fixture.dependencies.set(List.of(
                new Dependencies.Dependency("dynamodb", Dependencies.State.UP),
                new Dependencies.Dependency("erp", Dependencies.State.DOWN)));
        HttpResponse<String> degraded = fixture.get("/health/ready");
        fixture.dependencies.set(List.of(new Dependencies.Dependency("index", Dependencies.State.STARTING)));
        HttpResponse<String> starting = fixture.get("/health/ready");

        assertThat(degraded.statusCode()).isEqualTo(200);
        assertThat(Fixture.json(degraded.body()).path("status").asString()).isEqualTo("degraded");
        assertThat(Fixture.json(degraded.body()).at("/dependencies/erp").asString())
                .isEqualTo("down");
        assertThat(starting.statusCode()).isEqualTo(503);
        assertThat(fixture.get("/health/live").statusCode()).isEqualTo(200);
        Documented.fits(Documented.OPEN_API, "Ready", Fixture.json(starting.body()));
    }

    @Test
    void infoSaysWhatAnswers() {
        HttpResponse<String> response = fixture.get("/api/info");

        Documented.fits(Documented.OPEN_API, "Info", Fixture.json(response.body()));
        assertThat(Fixture.json(response.body()).path("stand_in").asBoolean()).isTrue();
        assertThat(Fixture.json(response.body()).path("auth").asString()).isEqualTo("dev");
        assertThat(Fixture.json(response.body()).at("/examples/en/0").asString())
                .isEqualTo("Is there a 3?");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void itemIsWholeAndKnownByItsTag() {
        HttpResponse<String> first = fixture.get("/v1/items/978-4-08-872509-3");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> second = fixture.get("/v1/items/9784088725093", "If-None-Match", tag);

        assertThat(first.statusCode()).isEqualTo(200);
        Documented.fits(Documented.OPEN_API, "Item", Fixture.json(first.body()));
        assertThat(Fixture.json(first.body()).at("/stock/quantity").asInt()).isEqualTo(3);
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void itemsThatAreNotThereSayWhy() {
        HttpResponse<String> wrong = fixture.get("/v1/items/9784088725094");
        HttpResponse<String> unknown = fixture.get("/v1/items/9784088725116");
        HttpResponse<String> deleted = fixture.get("/v1/items/9784088725109");
        HttpResponse<String> none = fixture.get("/v1/items/abc");

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(Fixture.json(wrong.body()).path("corrected").asString()).isEqualTo("9784088725093");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(Fixture.json(none.body()).has("corrected")).isFalse();
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(deleted.statusCode()).isEqualTo(410);
        assertThat(Fixture.json(deleted.body()).path("deleted_at").asString()).isEqualTo("2026-11-01T00:00:00Z");
        List.of(wrong, unknown, deleted, none)
                .forEach(each -> Documented.fits(Documented.OPEN_API, "Problem", Fixture.json(each.body())));
    }

    @Test
    void onThisMachineOnlyThisMachinesNamesAreAsked() {
        long before = fixture.refused(Why.WRONG_ORIGIN);

        assertThat(fixture.ask(Fixture.question("m1", "x"), "Origin", "https://evil.example.test")
                        .statusCode())
                .isEqualTo(403);
        assertThat(fixture.ask(Fixture.question("m1", "x"), "Origin", "http://localhost:5173")
                        .statusCode())
                .isEqualTo(200);
        assertThat(fixture.refused(Why.WRONG_ORIGIN)).isEqualTo(before + 1);
        assertThat(fixture.chat.user).startsWith("dev-");
    }
}

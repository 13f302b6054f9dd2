package org.catalogsync.chat.eval;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a chat over {@code POST /api/chat} and reads the frames as a customer's client does. Safe for use by several threads. */
public final class HttpAsker implements Asker, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The chat remembers for a day: what an evaluation before this one asked is none of this one's. */
    private final String run = UUID.randomUUID() + "-";

    private final HttpClient client;
    private final AtomicInteger asked = new AtomicInteger();

    public HttpAsker(URI address) {
        DefaultHttpClientConfiguration configuration = new DefaultHttpClientConfiguration();
        configuration.setReadTimeout(Duration.ofSeconds(15));
        try {
            this.client = HttpClient.create(address.toURL(), configuration);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** @throws IllegalStateException where the chat answers with an error */
    @Override
    public Answer ask(String session, String text) {
        String question = JSON.writeValueAsString(
                Map.of("id", "q" + asked.incrementAndGet(), "session", run + session, "text", text));
        byte[] stream = client.toBlocking()
                .retrieve(
                        HttpRequest.POST("/api/chat", question)
                                .header("Content-Type", "application/json")
                                .header("Accept", "text/event-stream"),
                        byte[].class);
        Frame.Card card = null;
        StringBuilder prose = new StringBuilder();
        for (String line : new String(stream, StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith("data:")) {
                JsonNode frame = JSON.readTree(line.substring("data:".length()));
                switch (frame.path("type").asString("")) {
                    case "card" -> card = card(frame);
                    case "prose" -> say(prose, frame);
                    case "error" ->
                        throw new IllegalStateException(
                                "'" + text + "' was answered by " + frame.path("code") + ": " + frame.path("message"));
                    default -> {}
                }
            }
        }
        return new Answer(Optional.ofNullable(card), prose.toString());
    }

    private static void say(StringBuilder prose, JsonNode frame) {
        if (frame.path("replace").asBoolean(false)) {
            prose.setLength(0);
        }
        prose.append(frame.path("delta").asString(""));
    }

    private static Frame.Card card(JsonNode frame) {
        List<String> notices = new ArrayList<>();
        frame.path("notices").forEach(notice -> notices.add(notice.asString()));
        return new Frame.Card(
                Intent.valueOf(frame.path("intent").asString().toUpperCase(Locale.ROOT)),
                frame.path("language").asString("").equals("en") ? Language.ENGLISH : Language.JAPANESE,
                facts(frame.path("items")),
                facts(frame.path("related")),
                notices);
    }

    private static List<Fact> facts(JsonNode items) {
        List<Fact> facts = new ArrayList<>();
        items.forEach(item -> facts.add(fact(item)));
        return facts;
    }

    private static Fact fact(JsonNode item) {
        String restocked = text(item, "last_restock_date");
        return new Fact(
                new Isbn(item.path("isbn").asString()),
                item.path("title").asString(),
                text(item, "author"),
                text(item, "genre"),
                text(item, "volume"),
                number(item, "quantity"),
                StockStatus.valueOf(item.path("stock_status").asString().toUpperCase(Locale.ROOT)),
                number(item, "price_jpy"),
                restocked == null ? null : LocalDate.parse(restocked),
                number(item, "restock_eta_days"),
                Instant.parse(item.path("as_of").asString()),
                Fact.Source.valueOf(item.path("source").asString().toUpperCase(Locale.ROOT)),
                item.path("stale").asBoolean(false));
    }

    private static @Nullable String text(JsonNode item, String field) {
        return item.path(field).isMissingNode() ? null : item.path(field).asString();
    }

    private static @Nullable Integer number(JsonNode item, String field) {
        return item.path(field).isMissingNode() ? null : item.path(field).asInt();
    }

    @Override
    public void close() {
        client.close();
    }
}

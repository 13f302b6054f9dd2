package org.catalogsync.chat.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.catalogsync.chat.answer.Frame;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The documents: valid, in agreement with each other and with the frames there are. Whether they agree with what is really sent, every other test looks. */
class DocumentsTest {

    @Test
    void openApiIsValid() {
        SwaggerParseResult result = new OpenAPIV3Parser()
                .readContents(new String(Status.bundled("openapi.json"), StandardCharsets.UTF_8), null, null);

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(result.getOpenAPI().getPaths().keySet())
                .containsExactlyInAnyOrder(
                        "/api/chat",
                        "/v1/items/{isbn}",
                        "/health/live",
                        "/health/ready",
                        "/api/info",
                        "/openapi.json",
                        "/asyncapi.json");
    }

    @Test
    void asyncApiHasAMessageForEachFrameAndItsReferencesLeadSomewhere() {
        JsonNode document = Documented.ASYNC_API;
        Set<String> frames = new TreeSet<>(Set.of("Question"));
        for (Class<?> frame : Frame.class.getPermittedSubclasses()) {
            frames.add(frame.getSimpleName());
        }

        assertThat(document.path("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(document.at("/channels/chat/address").asString()).isEqualTo("/ws");
        assertThat(new TreeSet<>(document.at("/components/messages").propertyNames()))
                .isEqualTo(frames);
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asString().substring(1)).isMissingNode())
                    .as(reference.asString())
                    .isFalse();
        }
    }

    @Test
    void examplesFitTheirSchemas() {
        Documented.ASYNC_API
                .at("/components/messages")
                .forEachEntry((name, message) ->
                        Documented.fits(Documented.ASYNC_API, name, message.at("/examples/0/payload")));
        Documented.fits(
                Documented.OPEN_API,
                "Question",
                Documented.OPEN_API.at("/paths/~1api~1chat/post/requestBody/content/application~1json/example"));
    }

    @Test
    void factsAreTheSameInBoth() {
        assertThat(Documented.OPEN_API.at("/components/schemas/Fact"))
                .isEqualTo(Documented.ASYNC_API.at("/components/schemas/Fact"));
        Documented.fits(Documented.OPEN_API, "Fact", Wire.fact(ScriptedChat.FULL));
        assertThat(Wire.fact(ScriptedChat.FULL).propertyNames())
                .containsExactlyInAnyOrderElementsOf(Documented.OPEN_API
                        .at("/components/schemas/Fact/properties")
                        .propertyNames());
    }

    @Test
    void areServedAsTheyAre() {
        try (Fixture fixture = Fixture.with(Map.of())) {
            assertThat(Fixture.json(fixture.get("/openapi.json").body())).isEqualTo(Documented.OPEN_API);
            assertThat(Fixture.json(fixture.get("/asyncapi.json").body())).isEqualTo(Documented.ASYNC_API);
        }
    }
}

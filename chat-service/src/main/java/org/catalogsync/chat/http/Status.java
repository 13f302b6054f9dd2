package org.catalogsync.chat.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What the service tells of itself: whether it lives, whether it wants questions, what it is, how to talk to it. */
@Controller
public final class Status {
    private final Answers answers;
    private final Sockets sockets;
    private final Dependencies dependencies;
    private final About about;
    private final HttpSettings settings;
    private final byte[] openApi = bundled("openapi.json");
    private final byte[] asyncApi = bundled("asyncapi.json");

    Status(Answers answers, Sockets sockets, Dependencies dependencies, About about, HttpSettings settings) {
        this.answers = answers;
        this.sockets = sockets;
        this.dependencies = dependencies;
        this.about = about;
        this.settings = settings;
    }

    /** 200 as long as the process can answer at all. */
    @Get("/health/live")
    public HttpResponse<?> live() {
        return json(HttpStatus.OK, Wire.json().createObjectNode().put("status", "live"));
    }

    /** 503 only while something was not looked at yet, or while the process is to end: without a dependency the chat still answers. */
    @Get("/health/ready")
    public HttpResponse<?> ready() {
        List<Dependencies.Dependency> all = dependencies.now();
        String status = status(all);
        boolean ready = status.equals("ready") || status.equals("degraded");
        ObjectNode node = Wire.json().createObjectNode().put("status", status);
        ObjectNode states = node.putObject("dependencies");
        all.forEach(each -> states.put(each.name(), each.state().wire()));
        node.put("sockets", sockets.count()).put("answers", answers.underWay());
        return json(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, node);
    }

    private String status(List<Dependencies.Dependency> all) {
        if (answers.draining()) {
            return "draining";
        }
        if (all.stream().anyMatch(each -> each.state() == Dependencies.State.STARTING)) {
            return "starting";
        }
        boolean allUp = all.stream().allMatch(each -> each.state() == Dependencies.State.UP);
        return allUp ? "ready" : "degraded";
    }

    /** For a page: what answers, and whether it needs a token. */
    @Get("/api/info")
    public HttpResponse<?> info() {
        ObjectNode node = Wire.json()
                .createObjectNode()
                .put("name", about.name())
                .put("version", about.version())
                .put("model", about.model())
                .put("stand_in", about.standIn());
        node.putArray("languages").add("ja").add("en");
        ObjectNode examples = node.putObject("examples");
        about.examples().get().forEach((language, questions) -> questions.forEach(examples.putArray(language)::add));
        return json(HttpStatus.OK, node.put("auth", settings.auth()));
    }

    @Get("/openapi.json")
    public HttpResponse<?> openApi() {
        return json(openApi);
    }

    @Get("/asyncapi.json")
    public HttpResponse<?> asyncApi() {
        return json(asyncApi);
    }

    private static HttpResponse<?> json(HttpStatus status, ObjectNode node) {
        return HttpResponse.status(status)
                .body(node.toString().getBytes(StandardCharsets.UTF_8))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store");
    }

    private static HttpResponse<?> json(byte[] document) {
        return HttpResponse.ok(document).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    static byte[] bundled(String file) {
        try (InputStream in = Status.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing beside " + Status.class.getName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}

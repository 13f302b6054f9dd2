package org.catalogsync.chat.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/** A page in Chromium as a person has it: what stands there, and what the keyboard does. */
final class Tab implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int SHIFT = 8;

    private final DevTools tools;
    private final String session;
    private final String context;

    private Tab(DevTools tools, String session, String context) {
        this.tools = tools;
        this.session = session;
        this.context = context;
    }

    static Tab open(DevTools tools, String page, Chromium.Viewport viewport) {
        Tab tab = blank(tools);
        tab.size(viewport);
        tab.go(page);
        return tab;
    }

    private static Tab blank(DevTools tools) {
        String context = tools.call(null, "Target.createBrowserContext", Map.of())
                .get("browserContextId")
                .asString();
        String target = tools.call(
                        null, "Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
                .get("targetId")
                .asString();
        String session = tools.call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asString();
        Tab tab = new Tab(tools, session, context);
        Stream.of("Page.enable", "Runtime.enable", "Log.enable").forEach(method -> tab.call(method, Map.of()));
        tab.call("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Tokyo"));
        tab.call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
        return tab;
    }

    void size(Chromium.Viewport viewport) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width", viewport.width(),
                        "height", viewport.height(),
                        "deviceScaleFactor", 1,
                        "mobile", viewport.touch()));
    }

    /** Opens the page and waits until it has its line, or says what it waits for. */
    void go(String page) {
        call("Page.navigate", Map.of("url", page));
        until("document.readyState === 'complete' && !!document.getElementById('line') &&"
                + " document.getElementById('line').dataset.state !== 'connecting'");
    }

    /** Runs before the page's own scripts, from the next page on. */
    void before(String script) {
        call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    void media(Map<String, String> features) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        features.entrySet().stream()
                                .map(feature -> Map.of("name", feature.getKey(), "value", feature.getValue()))
                                .toList()));
    }

    JsonNode evaluate(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    boolean is(String expression) {
        return evaluate("!!(" + expression + ")").asBoolean();
    }

    void until(String expression) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> is(expression));
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(
                    expression + " does not come to be; problems: " + problems() + "; page: "
                            + evaluate("document.body.innerText"),
                    late);
        }
    }

    /** The text of the first element of this kind as it is shown; empty where there is none. */
    String text(String selector) {
        return evaluate("document.querySelector('" + selector + "')?.innerText ?? ''")
                .asString();
    }

    void click(String selector) {
        evaluate("document.querySelector('" + selector + "').click()");
    }

    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** What an input method shows while kana are being converted. */
    void compose(String text) {
        call(
                "Input.imeSetComposition",
                Map.of("text", text, "selectionStart", text.length(), "selectionEnd", text.length()));
    }

    /** Enter as an input method gets it: the key belongs to the conversion. */
    void enterInComposition() {
        call(
                "Input.dispatchKeyEvent",
                Map.of("type", "rawKeyDown", "key", "Enter", "code", "Enter", "windowsVirtualKeyCode", 229));
    }

    void press(String key) {
        press(key, 0);
    }

    void pressWithShift(String key) {
        press(key, SHIFT);
    }

    private void press(String key, int modifiers) {
        int code = switch (key) {
            case "Enter" -> 13;
            case "Escape" -> 27;
            case "Tab" -> 9;
            case " " -> 32;
            default -> throw new IllegalArgumentException(key);
        };
        String text = key.equals("Enter") ? "\r" : key.equals(" ") ? " " : "";
        Map<String, Object> event = Map.of(
                "key",
                key,
                "code",
                key.equals(" ") ? "Space" : key,
                "modifiers",
                modifiers,
                "windowsVirtualKeyCode",
                code);
        call("Input.dispatchKeyEvent", with(event, "type", text.isEmpty() ? "rawKeyDown" : "keyDown", "text", text));
        call("Input.dispatchKeyEvent", with(event, "type", "keyUp", "text", ""));
    }

    private static Map<String, Object> with(
            Map<String, Object> event, String key, String value, String key2, String value2) {
        Map<String, Object> whole = new HashMap<>(event);
        whole.put(key, value);
        whole.put(key2, value2);
        return whole;
    }

    /** The name of what has the focus: its id, else its text. */
    String focused() {
        return evaluate("document.activeElement.id || document.activeElement.innerText ||"
                        + " document.activeElement.tagName")
                .asString();
    }

    void screenshot(Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            String png = call("Page.captureScreenshot", Map.of("format", "png"))
                    .get("data")
                    .asString();
            Files.write(file, Base64.getDecoder().decode(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the browser found wrong with the page itself: scripts that failed, and what the policy forbade. */
    List<String> problems() {
        Stream<String> thrown = tools.told("Runtime.exceptionThrown").stream().map(JsonNode::toString);
        Stream<String> logged = tools.told("Log.entryAdded").stream()
                .map(event -> event.get("entry"))
                .filter(entry -> "error".equals(entry.get("level").asString()))
                .filter(entry -> !"network".equals(entry.get("source").asString()))
                .map(JsonNode::toString);
        return Stream.concat(thrown, logged).toList();
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return tools.call(session, method, parameters);
    }

    @Override
    public void close() {
        tools.call(null, "Target.disposeBrowserContext", Map.of("browserContextId", context));
        tools.close();
    }
}

package org.catalogsync.devstack.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.StackFailure;
import org.catalogsync.devstack.stack.Health;
import org.catalogsync.devstack.stack.Progress;
import org.catalogsync.devstack.stack.RunningPart;
import tools.jackson.databind.json.JsonMapper;

/** The control endpoints of a part of ours that runs. */
final class SimulatorControl {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI address;

    private SimulatorControl(URI address) {
        this.address = address;
    }

    /**
     * Finds it.
     *
     * @param remedy what to say where it does not run
     * @throws StackFailure where it does not
     */
    static SimulatorControl of(PartName part, String remedy) {
        return Console.stack(Progress.SILENT).status().stream()
                .filter(status -> status.name() == part && status.health() == Health.HEALTHY)
                .flatMap(status -> status.running().stream())
                .map(RunningPart::url)
                .map(SimulatorControl::new)
                .findFirst()
                .orElseThrow(() -> new StackFailure(remedy));
    }

    /** The answer's text. */
    String get(String path) throws IOException {
        return sent(HttpRequest.newBuilder(address.resolve(path)).GET());
    }

    /** The same for what changes something. */
    String post(String path, Map<String, Object> content) throws IOException {
        return sent(HttpRequest.newBuilder(address.resolve(path))
                .POST(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(content))));
    }

    private static String sent(HttpRequest.Builder request) throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new StackFailure("The simulator refused with " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while waiting for the simulator", e);
        }
    }
}

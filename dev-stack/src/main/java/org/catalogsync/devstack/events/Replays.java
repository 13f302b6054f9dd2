package org.catalogsync.devstack.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.catalogsync.devstack.events.Rule.Target;
import org.catalogsync.devstack.http.ApiError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Delivers archived events once more, each with the replay's name in its envelope, in the order in which they came.
 *
 * <p>A replay runs after it was answered. It fails when a target cannot be reached for half a minute, and when the process
 * ends meanwhile; what was delivered until then stays delivered.
 */
final class Replays {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Replay>> FILE_FORMAT = new TypeReference<>() {};
    private static final int ATTEMPTS = 60;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Path file;
    private final Buses buses;
    private final Archives archives;
    private final Delivery delivery;
    private final Clock clock;
    private final Map<String, Replay> replays = new ConcurrentSkipListMap<>();

    private Replays(Path file, Buses buses, Archives archives, Delivery delivery, Clock clock) {
        this.file = file;
        this.buses = buses;
        this.archives = archives;
        this.delivery = delivery;
        this.clock = clock;
    }

    static Replays in(Path file, Buses buses, Archives archives, Delivery delivery, Clock clock) throws IOException {
        Replays replays = new Replays(file, buses, archives, delivery, clock);
        if (Files.exists(file)) {
            for (Replay replay : JSON.readValue(Files.readString(file), FILE_FORMAT)) {
                replays.replays.put(
                        replay.name(),
                        replay.isOver()
                                ? replay
                                : replay.failed("The stack ended meanwhile.", clock.instant(), replay.lastReplayed()));
            }
        }
        return replays;
    }

    void start(Replay replay) {
        synchronized (this) {
            if (replays.containsKey(replay.name())) {
                throw new ApiError(
                        400, "ResourceAlreadyExistsException", "Replay " + replay.name() + " already exists.");
            }
            note(replay);
        }
        Archives.Kept kept = archives.kept(replay.archive());
        Thread.ofVirtual().name("replay " + replay.name()).start(() -> new Run(replay, kept).run());
    }

    Replay replay(String name) {
        Replay replay = replays.get(name);
        if (replay == null) {
            throw new ApiError(400, "ResourceNotFoundException", "Replay " + name + " does not exist.");
        }
        return replay;
    }

    List<Replay> all() {
        return List.copyOf(replays.values());
    }

    private synchronized void note(Replay replay) {
        replays.put(replay.name(), replay);
        try {
            KeptFile.replace(file, JSON.writeValueAsString(List.copyOf(replays.values())));
        } catch (IOException e) {
            throw new UncheckedIOException("Replays could not be kept in " + file, e);
        }
    }

    /** One replay at work. */
    private final class Run {

        private final Replay replay;
        private final Archives.Kept kept;
        private final @Nullable Instant oldest;
        private @Nullable Instant last;

        Run(Replay replay, Archives.Kept kept) {
            this.replay = replay;
            this.kept = kept;
            this.oldest = kept.oldest(replay.started());
        }

        void run() {
            note(replay.running());
            try {
                kept.events().forEach((time, envelope) -> {
                    if (isWanted(time)) {
                        deliver(envelope);
                        last = time;
                    }
                });
                note(replay.completed(clock.instant(), last));
            } catch (IOException | RuntimeException e) {
                note(replay.failed(String.valueOf(e.getMessage()), clock.instant(), last));
            }
        }

        private boolean isWanted(Instant time) {
            return !time.isBefore(replay.from())
                    && !time.isAfter(replay.to())
                    && (oldest == null || !time.isBefore(oldest));
        }

        private void deliver(String envelope) {
            String named =
                    JSON.writeValueAsString(((ObjectNode) JSON.readTree(envelope)).put("replay-name", replay.name()));
            for (Rule rule : buses.bus(replay.bus()).matching(named)) {
                if (replay.rules().isEmpty() || replay.rules().contains(Arns.rule(replay.bus(), rule.name()))) {
                    rule.targets().forEach(target -> deliver(rule, target, named));
                }
            }
        }

        private void deliver(Rule rule, Target target, String envelope) {
            // An archive keeps no trace header, in an account neither.
            for (int attempt = 1; !delivery.deliver(rule, target, envelope, null); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException(
                            "The target " + target.arn() + " of rule " + rule.name() + " could not be reached.");
                }
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("Interrupted", e);
                }
            }
        }
    }
}

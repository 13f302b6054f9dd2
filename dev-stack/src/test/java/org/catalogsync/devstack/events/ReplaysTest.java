package org.catalogsync.devstack.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ReplaysTest {

    private static final Instant NOON = Instant.parse("2026-11-24T03:00:00Z");

    @Test
    void aReplayThatWasAtWorkWhenTheProcessEndedHasFailed(@TempDir Path folder) throws IOException {
        Replay asked = new Replay(
                "r",
                "a",
                null,
                NOON,
                NOON.plusSeconds(1),
                Buses.DEFAULT,
                List.of(),
                Replay.State.STARTING,
                null,
                NOON,
                null,
                null);
        Path file = folder.resolve("replays.json");
        Files.writeString(file, JsonMapper.shared().writeValueAsString(List.of(asked.running())));

        Replay cutOff = in(folder, file).replay("r");

        assertThat(cutOff.state()).isEqualTo(Replay.State.FAILED);
        assertThat(cutOff.reason()).isEqualTo("The stack ended meanwhile.");
        assertThat(cutOff.ended()).isEqualTo(NOON.plusSeconds(9));
    }

    private static Replays in(Path folder, Path file) throws IOException {
        return Replays.in(
                file,
                Buses.in(folder.resolve("buses.json")),
                Archives.in(folder.resolve("archives")),
                new Delivery(new SqsAddress(folder.resolve("stack.json"))),
                Clock.fixed(NOON.plusSeconds(9), ZoneOffset.UTC));
    }
}

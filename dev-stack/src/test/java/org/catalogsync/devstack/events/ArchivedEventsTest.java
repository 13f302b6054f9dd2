package org.catalogsync.devstack.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivedEventsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T03:00:00.250Z");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("a.events");
    }

    @Test
    void showsWhatWasAddedInItsOrderAfterItIsOpenedAgain() throws IOException {
        ArchivedEvents events = ArchivedEvents.in(file, 10);
        events.add(NOON, "{\"id\":\"1 一\"}");
        events.add(NOON.minusSeconds(5), "{\"id\":\"2\"}");

        ArchivedEvents opened = ArchivedEvents.in(file, 10);

        assertThat(shown(opened)).containsExactly(NOON + " {\"id\":\"1 一\"}", NOON.minusSeconds(5) + " {\"id\":\"2\"}");
        assertThat(opened.count()).isEqualTo(2);
        assertThat(opened.bytes()).isEqualTo(events.bytes()).isEqualTo(Files.size(file));
    }

    @Test
    void dropsTheOldestBeyondItsBound() throws IOException {
        ArchivedEvents events = ArchivedEvents.in(file, 10);
        for (int i = 1; i <= 12; i++) {
            events.add(NOON, "{\"id\":" + i + "}");
        }

        assertThat(events.count()).isEqualTo(10);
        assertThat(shown(events)).first().asString().endsWith("{\"id\":3}");
        assertThat(shown(events)).last().asString().endsWith("{\"id\":12}");
        assertThat(events.bytes()).isEqualTo(Files.size(file));
    }

    @Test
    void forgetsAnEventThatWasHalfWritten() throws IOException {
        ArchivedEvents.in(file, 10).add(NOON, "{\"id\":1}");
        Files.writeString(file, "17954889", StandardOpenOption.APPEND);

        ArchivedEvents opened = ArchivedEvents.in(file, 10);
        opened.add(NOON, "{\"id\":2}");

        assertThat(shown(opened)).containsExactly(NOON + " {\"id\":1}", NOON + " {\"id\":2}");
    }

    @Test
    void showsWhatWasThereWhenItWasAskedThoughMoreComesAndOldOnesGo() throws IOException {
        ArchivedEvents events = ArchivedEvents.in(file, 10);
        for (int i = 1; i <= 10; i++) {
            events.add(NOON, "{\"id\":" + i + "}");
        }
        List<String> shown = new ArrayList<>();

        events.forEach((time, envelope) -> {
            shown.add(envelope);
            try {
                events.add(NOON, "{\"id\":\"later\"}");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(shown).hasSize(10).doesNotContain("{\"id\":\"later\"}").startsWith("{\"id\":1}");
    }

    private static List<String> shown(ArchivedEvents events) throws IOException {
        List<String> shown = new ArrayList<>();
        events.forEach((time, envelope) -> shown.add(time + " " + envelope));
        return shown;
    }
}

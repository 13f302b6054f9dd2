package org.catalogsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Which sources of hints and which queues go together. */
class StreamSettingsTest {

    @Test
    void hintsComeFromTheBusByDefault() {
        StreamSettings settings = bound(Map.of());

        assertThat(settings.hintsFrom()).isEqualTo(HintsFrom.BUS);
        assertThat(settings.indexQueue()).isEqualTo("manga-index");
    }

    @Test
    void aTableStreamMayFeedFifoQueues() {
        StreamSettings settings = bound(Map.of(
                "hints-from", "table-stream", "index-queue", "index.fifo", "invalidate-queue", "invalidate.fifo"));

        assertThat(settings.hintsFrom()).isEqualTo(HintsFrom.TABLE_STREAM);
        assertThat(settings.invalidateQueue()).isEqualTo("invalidate.fifo");
    }

    @Test
    void theBusMayNot() {
        assertThatThrownBy(() -> bound(Map.of("invalidate-queue", "invalidate.fifo")))
                .rootCause()
                .hasMessageContainingAll(
                        "catalog-sync.cdc.invalidate-queue",
                        "one fixed group",
                        "table-stream",
                        "found invalidate.fifo");
    }

    @Test
    void deadLettersAreNotFifo() {
        assertThatThrownBy(() -> bound(Map.of("dead-letter-queue", "letters.fifo")))
                .rootCause()
                .hasMessageContainingAll("catalog-sync.cdc.dead-letter-queue", "found letters.fifo");
    }

    private static StreamSettings bound(Map<String, String> own) {
        Map<String, String> properties = new HashMap<>();
        properties.put("catalog-sync.cdc.columns.ISBN.field", "isbn");
        properties.put("catalog-sync.cdc.columns.ISBN.converter", "isbn");
        own.forEach((name, value) -> properties.put("catalog-sync.cdc." + name, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("catalog-sync.cdc", StreamSettings.class);
    }
}

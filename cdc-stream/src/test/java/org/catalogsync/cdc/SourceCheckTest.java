package org.catalogsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.catalogsync.stores.StoresSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SourceCheckTest {
    /** Nobody answers there. */
    private static final StoresSettings NOWHERE = StoresSettings.fromEnvironment(
            Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1", "STORE_DEADLINE", "PT0.1S"));

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SourceCheck.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void tellsABrokenMustOfTheFileAlthoughTheStreamDoesNotAnswer() throws Exception {
        Path file = folder.resolve("endpoints.json");
        try (InputStream good = Objects.requireNonNull(getClass().getResourceAsStream("/dms/endpoints.json"))) {
            Files.writeString(
                    file,
                    new String(good.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("\"IncludeNullAndEmpty\": true", "\"IncludeNullAndEmpty\": false"));
        }

        look(file);

        assertThat(logged())
                .anyMatch(
                        line -> line.startsWith("ERROR") && line.contains("IncludeNullAndEmpty (endpoint erp-kinesis)"))
                .anyMatch(line -> line.startsWith("WARN") && line.contains("not checked by the newest records"))
                .hasSize(2);
        assertThat(gauge("IncludeNullAndEmpty")).isZero();
        assertThat(gauge("IncludeTransactionDetails")).isEqualTo(1);
    }

    @Test
    void goesOnWhereTheFileIsNotThere() {
        look(folder.resolve("nowhere.json"));

        assertThat(logged()).anyMatch(line -> line.startsWith("WARN") && line.contains("nowhere.json"));
    }

    private void look(Path file) {
        try (StreamParts parts = StreamParts.open(NOWHERE)) {
            // Not before: Spring sets the loggers up anew.
            log.start();
            logger.addAppender(log);
            logger.setLevel(Level.INFO);
            SourceDoctor doctor = new SourceDoctor(NOWHERE, parts.settings(), parts.decoder());
            new SourceCheck(doctor, new SourceCheck.Settings(file), meters).look();
        }
    }

    private double gauge(String check) {
        return meters.get("catalog.sync.source.check")
                .tag("check", check)
                .gauge()
                .value();
    }

    private List<String> logged() {
        return log.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }
}

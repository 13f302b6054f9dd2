package org.catalogsync.sync.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PlainProgressTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PlainProgress progress = new PlainProgress(
            new PrintStream(out, true, UTF_8), Clock.fixed(Instant.parse("2026-03-01T03:00:00Z"), ZoneOffset.UTC));

    @Test
    void saysWhoMadeTheRunWait() {
        progress.begin("load", 10);
        progress.waited("dynamodb throttled 12");
        progress.end("load", true);

        assertThat(out.toString(UTF_8)).contains("load", "done  waited: dynamodb throttled 12");
    }

    @Test
    void saysNothingOfWaitingWhereNobodyWaited() {
        progress.begin("load", 10);
        progress.waited("");
        progress.end("load", true);

        assertThat(out.toString(UTF_8)).doesNotContain("waited");
    }
}

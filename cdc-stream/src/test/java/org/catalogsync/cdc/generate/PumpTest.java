package org.catalogsync.cdc.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PumpTest {
    private static final long CALL_NANOS = Duration.ofMillis(10).toNanos();

    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
    private final List<byte[]> taken = new ArrayList<>();
    private long now;

    @Test
    void keepsTheRateWhateverACallTakes() {
        Pump.Result result = pump(200).run(null, Duration.ofSeconds(12));

        assertThat(result.sent()).isBetween(2_390L, 2_410L);
        assertThat(result.rate()).isBetween(199.0, 201.0);
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("1,000 sent in 5.0 s, 200/s, 3 calls retried");
    }

    @Test
    void sendsExactlyTheCountAsFastAsItCan() {
        Pump.Result result = pump(0).run(1_234L, null);

        assertThat(taken).hasSize(1_234);
        assertThat(result.seconds()).isEqualTo(0.03);
    }

    @Test
    void writesOneRecordALine(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("records.jsonl");

        try (FileSink sink = new FileSink(file)) {
            sink.put(List.of("{\"本\":1}".getBytes(StandardCharsets.UTF_8), "{}".getBytes(StandardCharsets.UTF_8)));
        }

        assertThat(Files.readAllLines(file)).containsExactly("{\"本\":1}", "{}");
    }

    private Pump pump(double rate) {
        Pump.Sink sink = new Pump.Sink() {
            @Override
            public void put(List<byte[]> records) {
                taken.addAll(records);
                now += CALL_NANOS;
            }

            @Override
            public long retried() {
                return 3;
            }
        };
        Pump.Time time = new Pump.Time() {
            @Override
            public long nanos() {
                return now;
            }

            @Override
            public void sleep(long nanos) {
                now += nanos;
            }
        };
        return new Pump(() -> new byte[1], sink, rate, time, new PrintStream(progress, true, StandardCharsets.UTF_8));
    }
}

package org.catalogsync.cdc.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolsTest {
    private static final Map<String, String> PRODUCTION = Map.of(
            "CATALOG_SYNC_PROFILE", "aws",
            "OPENSEARCH_URL", "https://search.example",
            "REDIS_URL", "rediss://cache.example",
            "STAGING_BUCKET", "staging",
            // Nobody answers there, should a refusal ever fail.
            "AWS_ENDPOINT_URL", "http://127.0.0.1:1");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void generatesIntoAFileWithoutAnyStore() throws Exception {
        Path file = folder.resolve("records.jsonl");

        int exit = cdc(Map.of(), "generate", "--count", "300", "--keys", "20", "--out", file.toString());

        assertThat(exit).isZero();
        assertThat(Files.readAllLines(file)).hasSize(300).allMatch(line -> line.contains("\"stream-position\""));
        assertThat(text(out)).contains("300 sent").contains(file.toString());
    }

    @Test
    void generatesTheSameFileForTheSameSeedAndStart() throws Exception {
        for (String name : new String[] {"one", "two"}) {
            cdc(
                    Map.of(),
                    "generate",
                    "--start",
                    "2026-11-24T09:00:00Z",
                    "--out",
                    folder.resolve(name).toString());
        }

        assertThat(folder.resolve("one")).hasSameBinaryContentAs(folder.resolve("two"));
    }

    @ParameterizedTest
    @CsvSource({"'', found nothing", "--yes-write-to=other, found --yes-write-to other"})
    void doesNotWriteToAStreamOfProductionThatIsNotNamed(String option, String found) {
        String[] arguments = option.isEmpty() ? new String[] {"generate"} : new String[] {"generate", option};

        assertThat(cdc(PRODUCTION, arguments)).isEqualTo(2);
        assertThat(text(err)).contains("expected --yes-write-to manga-cdc").contains(found);
    }

    @ParameterizedTest
    @CsvSource({
        "--rate=-1, --rate: expected 0 or more",
        "--count=0, --count: expected more than 0",
        "--malformed=101, --malformed: expected 0 to 100",
        "--shape=buy=1, --shape: expected weights",
        "--keys=1, --keys: expected 2 to"
    })
    void refusesToGenerateWhatMakesNoSense(String option, String message) {
        String file = folder.resolve("never.jsonl").toString();

        assertThat(cdc(Map.of(), "generate", option, "--out", file)).isEqualTo(2);
        assertThat(text(err)).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "--records=0, --records: expected 1 to 10000",
        "--dms=nowhere.json, nowhere.json: expected a readable file"
    })
    void theDoctorRefusesWhatItCannotRead(String option, String message) {
        assertThat(cdc(Map.of(), "doctor", option)).isEqualTo(2);
        assertThat(text(err)).contains(message).doesNotContain("\tat ");
    }

    private int cdc(Map<String, String> environment, String... arguments) {
        return Cdc.execute(environment, print(out), print(err), arguments);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

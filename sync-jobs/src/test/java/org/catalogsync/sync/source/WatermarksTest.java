package org.catalogsync.sync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.catalogsync.sync.declaration.Declarations;
import org.catalogsync.sync.staging.InMemoryObjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatermarksTest {
    private static final Instant NOW = Instant.parse("2025-03-10T00:00:00Z");
    private static final Instant WRITTEN = Instant.parse("2025-03-09T21:00:00Z");

    @TempDir
    Path directory;

    private Source source(String watermark) throws IOException {
        write("products.csv", WRITTEN);
        if (!watermark.isEmpty()) {
            String text = Declarations.bundled("erp-dump").text() + "\nwatermark: " + watermark + "\n";
            Files.writeString(directory.resolve("source.yaml"), text);
        }
        return DirectorySource.open(directory, null);
    }

    private void write(String name, Instant written) throws IOException {
        Files.setLastModifiedTime(Files.writeString(directory.resolve(name), "x"), FileTime.from(written));
    }

    private static UnusableInput refused(ThrowingCallable act) {
        return catchThrowableOfType(UnusableInput.class, act);
    }

    @Test
    void isTheDeclaredOneWhereThereIsOne() throws IOException {
        Source source = source("2025-03-09T12:00:00+09:00");

        assertThat(Watermarks.of(source, "2025-03-08T00:00:00Z", NOW))
                .isEqualTo(new Watermark(Instant.parse("2025-03-09T03:00:00Z"), Watermark.Basis.DECLARED));
    }

    @Test
    void isTheGivenOneByTheClocksOfTheDeclaredZone() throws IOException {
        assertThat(Watermarks.of(source(""), "2025-03-09 12:00:00", NOW))
                .isEqualTo(new Watermark(Instant.parse("2025-03-09T03:00:00Z"), Watermark.Basis.GIVEN));
    }

    @Test
    void isAssumedADayBeforeTheOldestFile() throws IOException {
        write("products-2.csv", WRITTEN.minusSeconds(60));

        assertThat(Watermarks.of(source(""), null, NOW))
                .isEqualTo(new Watermark(Instant.parse("2025-03-08T20:59:00Z"), Watermark.Basis.ASSUMED));
    }

    @Test
    void isNotInTheFuture() throws IOException {
        UnusableInput refusal = refused(() -> Watermarks.of(source(""), "2025-03-10T00:00:01Z", NOW));

        assertThat(refusal.code()).isEqualTo("watermark_impossible");
        assertThat(refusal.what()).contains("future");
    }

    @Test
    void isNotLaterThanTheOldestFile() throws IOException {
        Source source = source("2025-03-09T21:00:01Z");

        UnusableInput refusal = refused(() -> Watermarks.of(source, null, NOW));

        assertThat(refusal.what()).contains("later than the oldest file");
        assertThat(refusal.where()).endsWith("source.yaml");
        assertThat(refusal.found()).isEqualTo("2025-03-09T21:00:01Z");
    }

    @Test
    void isNotWhatIsNoMoment() throws IOException {
        assertThat(refused(() -> Watermarks.of(source(""), "yesterday", NOW)).found())
                .isEqualTo("'yesterday'");
    }

    @Test
    void mustBeSaidWhereFilesHaveNoTimes() {
        InMemoryObjects bucket = new InMemoryObjects();
        bucket.put("products.csv", new byte[1]);
        Source source = ObjectPrefixSource.open(bucket, "dumps", "", null);

        assertThat(refused(() -> Watermarks.of(source, null, NOW)).expected()).contains("--watermark");
        assertThat(Watermarks.of(source, "2025-03-09T00:00:00Z", NOW).basis()).isEqualTo(Watermark.Basis.GIVEN);
    }
}

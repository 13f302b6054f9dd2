package org.catalogsync.sync.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.quality.row.RowRule;
import org.catalogsync.quality.row.RowRules;
import org.catalogsync.quality.row.RowVerdict;
import org.catalogsync.sync.declaration.Declaration;
import org.catalogsync.sync.inspect.Block;
import org.catalogsync.sync.inspect.FileInspection;
import org.catalogsync.sync.inspect.Inspector;
import org.catalogsync.sync.record.RecordBlock;
import org.catalogsync.sync.record.RecordCursor;
import org.catalogsync.sync.source.Source;
import org.catalogsync.sync.source.Sources;
import org.catalogsync.sync.source.Watermark;
import org.catalogsync.sync.source.Watermarks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleCatalogueTest {
    private static final int ROWS = 20_000;

    @TempDir
    Path directory;

    /** What a sync would make of a folder. */
    private static final class Judged {
        private final Map<Isbn, RowVerdict.Accepted> accepted = new TreeMap<>();
        private final Map<RowRule, Long> rejected = new EnumMap<>(RowRule.class);
        private final List<String> badKeys = new ArrayList<>();
        private long read;
        private long duplicates;
        private long warnings;

        static Judged of(Path directory) {
            Source source = open(directory);
            Judged judged = new Judged();
            for (FileInspection file : new Inspector().inspect(source)) {
                judged.judge(source, file);
            }
            return judged;
        }

        private void judge(Source source, FileInspection file) {
            try (InputStream in = source.open(file.file())) {
                byte[] bytes = in.readAllBytes();
                for (Block block : file.blocks()) {
                    byte[] part = java.util.Arrays.copyOfRange(
                            bytes, (int) block.offset(), (int) block.offset() + block.length());
                    judge(source.declaration(), part);
                }
            } catch (IOException unreadable) {
                throw new java.io.UncheckedIOException(unreadable);
            }
        }

        private void judge(Declaration declaration, byte[] block) {
            RecordCursor rows = new RecordBlock(declaration.format(), block, 0, 1, 1).rows();
            while (rows.next()) {
                read++;
                switch (RowRules.judge(declaration.mapping().map(rows))) {
                    case RowVerdict.Accepted row -> accept(row);
                    case RowVerdict.Rejected row -> reject(row);
                }
            }
        }

        private void accept(RowVerdict.Accepted row) {
            warnings += row.warnings().isEmpty() ? 0 : 1;
            RowVerdict.Accepted other = accepted.putIfAbsent(row.product().isbn(), row);
            if (other != null) {
                duplicates++;
                Instant updated = Objects.requireNonNull(row.updatedAt());
                if (updated.isAfter(Objects.requireNonNull(other.updatedAt()))) {
                    accepted.put(row.product().isbn(), row);
                }
            }
        }

        private void reject(RowVerdict.Rejected row) {
            assertThat(row.reasons()).hasSize(1);
            rejected.merge(row.counted().rule(), 1L, Long::sum);
            if (row.key() == null && row.sourceKey() != null) {
                badKeys.add(row.sourceKey());
            }
        }
    }

    private static Source open(Path directory) {
        return Sources.open("files:" + directory, null, bucket -> {
            throw new AssertionError(bucket);
        });
    }

    private static SampleOptions options(SampleFormat format) {
        return switch (format) {
            case ERP_DUMP -> SampleOptions.of(ROWS, 42);
            case DMS_FULL_LOAD -> SampleOptions.of(ROWS, 42).asFullLoad(1_500);
        };
    }

    @ParameterizedTest
    @EnumSource
    void talliesWhatTheRulesWillSay(SampleFormat format) {
        SampleTallies tallies = SampleCatalogue.write(directory, options(format));

        Judged judged = Judged.of(directory);

        assertThat(tallies.read()).isEqualTo(ROWS).isEqualTo(judged.read);
        assertThat(tallies.accepted()).isEqualTo(judged.accepted.size());
        assertThat(tallies.duplicates()).isEqualTo(judged.duplicates).isBetween(150L, 250L);
        assertThat(tallies.rejected()).isEqualTo(judged.rejected).hasSize(RowRule.values().length - 1);
        assertThat(tallies.rejectedRows()).isBetween(500L, 700L);
        assertThat(judged.warnings).isPositive();
        assertThat(open(directory).files()).hasSize(format == SampleFormat.ERP_DUMP ? 1 : 14);
    }

    @Test
    void givesTheSameProductsInBothFormats() throws IOException {
        SampleCatalogue.write(Files.createDirectory(directory.resolve("dump")), options(SampleFormat.ERP_DUMP));
        SampleCatalogue.write(Files.createDirectory(directory.resolve("load")), options(SampleFormat.DMS_FULL_LOAD));

        Judged dump = Judged.of(directory.resolve("dump"));
        Judged load = Judged.of(directory.resolve("load"));

        assertThat(dump.accepted).isEqualTo(load.accepted);
    }

    @Test
    void givesTheSameBytesForTheSameSeedOnly() throws IOException {
        SampleCatalogue.write(directory.resolve("a"), SampleOptions.of(500, 1));
        SampleCatalogue.write(directory.resolve("b"), SampleOptions.of(500, 1));
        SampleCatalogue.write(directory.resolve("c"), SampleOptions.of(500, 2));

        assertThat(directory.resolve("a/products.csv")).hasSameBinaryContentAs(directory.resolve("b/products.csv"));
        assertThat(Files.mismatch(directory.resolve("a/products.csv"), directory.resolve("c/products.csv")))
                .isGreaterThan(0);
    }

    @ParameterizedTest
    @EnumSource
    void changesExactlyWhatItSays(SampleFormat format) {
        SampleCatalogue.write(directory, options(format));
        Judged before = Judged.of(directory);

        SampleTallies tallies =
                SampleCatalogue.write(directory, options(format).changed(new SampleChange(100, 40, 25)));
        Judged after = Judged.of(directory);

        assertThat(tallies.changed()).hasSize(100);
        assertThat(tallies.removed()).hasSize(40);
        assertThat(tallies.added()).hasSize(25);
        assertThat(keysOnlyIn(before, after)).containsExactlyInAnyOrderElementsOf(tallies.removed());
        assertThat(keysOnlyIn(after, before)).containsExactlyInAnyOrderElementsOf(tallies.added());
        List<String> differing = before.accepted.keySet().stream()
                .filter(after.accepted::containsKey)
                .filter(key -> !Objects.equals(before.accepted.get(key), after.accepted.get(key)))
                .map(Isbn::value)
                .toList();
        assertThat(differing).containsExactlyInAnyOrderElementsOf(tallies.changed());
        assertThat(after.rejected).isEqualTo(before.rejected);
        assertThat(tallies.accepted()).isEqualTo(before.accepted.size() - 15);
    }

    private static List<String> keysOnlyIn(Judged one, Judged other) {
        return one.accepted.keySet().stream()
                .filter(key -> !other.accepted.containsKey(key))
                .map(Isbn::value)
                .toList();
    }

    @Test
    void changesNothingButTheQuantity() {
        SampleOptions options = options(SampleFormat.ERP_DUMP);
        SampleCatalogue.write(directory, options);
        Judged before = Judged.of(directory);
        SampleTallies tallies = SampleCatalogue.write(directory, options.changed(new SampleChange(10, 0, 0)));
        Judged after = Judged.of(directory);

        for (String key : tallies.changed()) {
            Product old = product(before, key);
            Product now = product(after, key);
            assertThat(now.quantityAvailable()).isEqualTo(old.quantityAvailable() + 1);
            assertThat(now)
                    .usingRecursiveComparison()
                    .ignoringFields("quantityAvailable")
                    .isEqualTo(old);
        }
    }

    private static Product product(Judged judged, String key) {
        return Objects.requireNonNull(judged.accepted.get(new Isbn(key))).product();
    }

    @Test
    void canRemoveAFifthOfItsRows() {
        SampleTallies tallies = SampleCatalogue.write(
                directory, options(SampleFormat.DMS_FULL_LOAD).changed(new SampleChange(0, ROWS / 5, 0)));

        assertThat(tallies.read()).isEqualTo(ROWS - ROWS / 5);
        assertThat(open(directory).files()).hasSize(11);
    }

    @Test
    void refusesMoreChangesThanItHasVolumesFor() {
        assertThatThrownBy(() -> SampleCatalogue.write(
                        directory, SampleOptions.of(100, 1).changed(new SampleChange(80, 80, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of 160 changes");
    }

    @Test
    void misprintsNoIsbnThatIsNearlyAnother() {
        SampleCatalogue.write(directory, options(SampleFormat.ERP_DUMP));
        Judged judged = Judged.of(directory);
        Set<String> keys = new HashSet<>();
        judged.accepted.keySet().forEach(key -> keys.add(key.value()));

        assertThat(judged.badKeys)
                .isNotEmpty()
                .allSatisfy(bad -> assertThat(keys).noneMatch(key -> differences(key, bad) <= 1));
    }

    private static int differences(String one, String other) {
        int differences = Math.abs(one.length() - other.length());
        for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
            differences += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return differences;
    }

    @Test
    void givesEveryVolumeATitleOfItsOwn() {
        SampleCatalogue.write(directory, options(SampleFormat.ERP_DUMP));

        assertThat(Judged.of(directory).accepted.values())
                .extracting(row -> row.product().title())
                .doesNotHaveDuplicates();
    }

    @Test
    void givesEverySeriesATitleOfItsOwn() {
        Set<String> titles = new HashSet<>();
        for (int number = 0; number < 200_000; number++) {
            assertThat(titles.add(Series.of(5, number).title()))
                    .as("series %d", number)
                    .isTrue();
        }
    }

    @Test
    void declaresItsWatermarkAndMovesItWithTheChange() {
        SampleCatalogue.write(directory, SampleOptions.of(10, 1));
        Watermark first = Watermarks.of(open(directory), null, Instant.now());
        SampleCatalogue.write(directory, SampleOptions.of(10, 1).changed(new SampleChange(0, 0, 1)));
        Watermark second = Watermarks.of(open(directory), null, Instant.now());

        assertThat(first.basis()).isEqualTo(Watermark.Basis.DECLARED);
        assertThat(second.at()).isAfter(first.at());
    }

    @Test
    void isExtractedWhenItIsToldButNotBeforeItsLastUpdate() {
        Instant told = Instant.parse("2026-01-02T03:04:05Z");
        SampleCatalogue.write(directory, SampleOptions.of(10, 1).extractedAt(told));

        assertThat(Watermarks.of(open(directory), null, told.plusSeconds(60)).at())
                .isEqualTo(told);
        assertThatThrownBy(() -> SampleOptions.of(10, 1).extractedAt(Instant.parse("2025-03-31T00:00:00Z")))
                .hasMessageContaining("expected one from 2025-04-01T12:00:00Z on");
    }
}

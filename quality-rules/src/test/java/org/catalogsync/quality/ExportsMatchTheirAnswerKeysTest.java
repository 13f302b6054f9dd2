package org.catalogsync.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.legacy.LegacyText;
import org.catalogsync.model.mapping.FieldMapping;
import org.catalogsync.model.mapping.SourceRow;
import org.catalogsync.quality.row.RowRules;
import org.catalogsync.quality.row.RowVerdict;
import org.catalogsync.quality.tally.QualityTally;
import org.catalogsync.quality.tally.TallyCounter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports with real titles and known defects; they are not part of the project, so the tests run where CATALOG_SYNC_EXPORTS names their folder. */
class ExportsMatchTheirAnswerKeysTest {

    @Test
    void judgesTheDmsFullLoadAsItsAnswerKeySays() {
        Path folder = exports().resolve("dms-full-load");

        QualityTally tally = judge(folder, StandardCharsets.UTF_8, "NULL", false);

        assertThat(counts(tally)).isEqualTo(expected(folder));
        assertThat(tally.rejectedByRule()).isEqualTo(rejected(folder));
    }

    @Test
    void judgesTheErpDumpAsItsAnswerKeySays() {
        Path folder = exports().resolve("erp-dump");

        QualityTally tally = judge(folder, LegacyText.charset("Shift_JIS"), "", true);

        assertThat(counts(tally)).isEqualTo(expected(folder));
        assertThat(tally.rejectedByRule()).isEqualTo(rejected(folder));
    }

    private static Path exports() {
        String folder = System.getenv("CATALOG_SYNC_EXPORTS");
        if (folder == null) {
            System.out.println("SKIPPED: the answer keys are not checked, CATALOG_SYNC_EXPORTS names no folder");
        }
        assumeTrue(folder != null, "CATALOG_SYNC_EXPORTS names no folder");
        return Path.of(folder);
    }

    private static QualityTally judge(Path folder, Charset charset, String nullText, boolean header) {
        FieldMapping mapping = ExportFiles.mapping();
        TallyCounter counter = new TallyCounter();
        Set<Isbn> isbns = new HashSet<>();
        long line = 1;
        List<SourceRow> rows = ExportFiles.read(folder, charset, nullText, header);
        for (SourceRow row : rows) {
            RowVerdict verdict = RowRules.judge(mapping.map(row));
            counter.count(verdict, folder.toString(), line++);
            if (verdict instanceof RowVerdict.Accepted accepted) {
                isbns.add(accepted.product().isbn());
            }
        }
        QualityTally tally = counter.tally();
        return tally.withDuplicates(tally.accepted() - isbns.size());
    }

    private static Map<String, Long> counts(QualityTally tally) {
        return Map.of("read", tally.read(), "accepted", tally.accepted(), "duplicates", tally.duplicates());
    }

    private static Map<String, Long> expected(Path folder) {
        JsonNode key = key(folder);
        return Map.of(
                "read", key.get("read").asLong(),
                "accepted", key.get("accepted").asLong(),
                "duplicates", key.get("duplicates").asLong());
    }

    private static Map<String, Long> rejected(Path folder) {
        Map<String, Long> counts = new TreeMap<>();
        key(folder)
                .get("rejected")
                .properties()
                .forEach(rule -> counts.put(rule.getKey(), rule.getValue().asLong()));
        return counts;
    }

    private static JsonNode key(Path folder) {
        return JsonMapper.shared().readTree(folder.resolve("expected.json").toFile());
    }
}

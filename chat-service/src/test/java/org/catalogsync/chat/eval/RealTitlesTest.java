package org.catalogsync.chat.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.catalogsync.chat.eval.Evaluation.Report;
import org.catalogsync.chat.retrieve.Aliases;
import org.catalogsync.chat.retrieve.Exports;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.junit.jupiter.api.Test;

/** Questions on real titles, of an export that is not part of the project: where CATALOG_SYNC_EXPORTS names its folder. */
class RealTitlesTest {

    @Test
    void understandsQuestionsOnRealTitles() throws IOException {
        String folder = System.getenv("CATALOG_SYNC_EXPORTS");
        if (folder == null) {
            System.out.println("SKIPPED: no questions on real titles, CATALOG_SYNC_EXPORTS names no folder");
        }
        assumeTrue(folder != null, "CATALOG_SYNC_EXPORTS names no folder");
        TitleIndex titles = TitleIndex.of(
                Exports.read(Path.of(folder, "erp-dump", "products.csv"), Charset.forName("windows-31j")),
                Aliases.wellKnownAnd(List.of()));

        for (long seed = 1; seed <= 5; seed++) {
            Report report = Evaluation.of(titles, seed).run(new InProcess(titles), titles::lastKnown);

            assertThat(report.intentItem()).as("%s", report.failures()).isGreaterThanOrEqualTo(0.98);
        }
    }
}

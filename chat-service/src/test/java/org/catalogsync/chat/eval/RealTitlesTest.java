package org.catalogsync.chat.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.catalogsync.chat.eval.Evaluation.Report;
import org.catalogsync.chat.intent.Understanding;
import org.catalogsync.chat.intent.Wish;
import org.catalogsync.chat.retrieve.Aliases;
import org.catalogsync.chat.retrieve.Exports;
import org.catalogsync.chat.retrieve.TitleEntry;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.model.VolumeTitle;
import org.junit.jupiter.api.Test;

/** Questions on real titles, of an export that is not part of the project: where CATALOG_SYNC_EXPORTS names its folder. */
class RealTitlesTest {
    private static final int PAIRS = 300;
    private static final List<String> PAIR_FORMS = List.of(
            "%1$s3巻と%2$s2巻ある？",
            "%2$s2巻と%1$s3巻ある？",
            "「%1$s」3巻と「%2$s」2巻の在庫は？",
            "Do you have %1$s vol. 3 and %2$s vol. 2?",
            "%2$sと%1$s3巻ある？",
            "%1$s3巻と%2$sある？",
            "Do you have %2$s and %1$s vol. 3?");

    private static List<TitleEntry> titles() throws IOException {
        String folder = System.getenv("CATALOG_SYNC_EXPORTS");
        if (folder == null) {
            System.out.println("SKIPPED: no questions on real titles, CATALOG_SYNC_EXPORTS names no folder");
        }
        assumeTrue(folder != null, "CATALOG_SYNC_EXPORTS names no folder");
        return Exports.read(Path.of(folder, "erp-dump", "products.csv"), Charset.forName("windows-31j"));
    }

    @Test
    void understandsQuestionsOnRealTitles() throws IOException {
        TitleIndex titles = TitleIndex.of(titles(), Aliases.wellKnownAnd(List.of()));

        for (long seed = 1; seed <= 5; seed++) {
            Report report = Evaluation.of(titles, seed).run(new InProcess(titles), titles::lastKnown);

            assertThat(report.intentItem()).as("%s", report.failures()).isGreaterThanOrEqualTo(0.98);
        }
    }

    /** A quarter of the series is held out: their titles are asked for beside known ones. */
    @Test
    void answersNoVolumeOfAKnownTitleForAnUnknownOne() throws IOException {
        Map<String, List<TitleEntry>> bySeries = titles().stream()
                .collect(Collectors.groupingBy(
                        entry -> VolumeTitle.of(entry.title()).series(), TreeMap::new, Collectors.toList()));
        List<String> shuffled = new ArrayList<>(bySeries.keySet());
        Collections.shuffle(shuffled, new Random(7));
        List<String> heldOut = shuffled.subList(0, shuffled.size() / 4);
        List<String> kept = shuffled.subList(shuffled.size() / 4, shuffled.size());
        TitleIndex titles = TitleIndex.of(
                kept.stream().map(bySeries::get).flatMap(Collection::stream).toList(), Aliases.wellKnownAnd(List.of()));
        List<String> known = names(kept, bySeries).stream()
                .filter(name ->
                        !understand("「" + name + "」3巻ある？", titles).isbns().isEmpty())
                .toList();
        List<String> unknown = names(heldOut, bySeries).stream()
                .filter(name ->
                        understand("「" + name + "」2巻ある？", titles).isbns().isEmpty())
                .toList();
        int asked = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < Math.min(PAIRS, Math.min(known.size(), unknown.size())); i++) {
            Wish alone = understand("「" + known.get(i) + "」3巻ある？", titles);
            for (String form : PAIR_FORMS) {
                String text = form.formatted(known.get(i), unknown.get(i));
                asked++;
                if (!alone.isbns().containsAll(understand(text, titles).isbns())) {
                    wrong.add(text);
                }
            }
        }

        assertThat(asked).isGreaterThan(PAIRS);
        assertThat(wrong.size()).as("%s", wrong).isLessThanOrEqualTo(asked / 50);
    }

    private static Wish understand(String text, TitleIndex titles) {
        return Understanding.understand(text, titles, null);
    }

    /** Those whose series is named by letters alone, as they are written. */
    private static List<String> names(List<String> series, Map<String, List<TitleEntry>> bySeries) {
        return series.stream()
                .map(name -> written(
                        bySeries.getOrDefault(name, List.of()).getFirst().title()))
                .filter(name -> name.length() >= 4 && name.length() <= 14)
                .filter(name -> name.chars().allMatch(Character::isLetterOrDigit))
                .filter(name -> VolumeTitle.of(name).volume() == null)
                .toList();
    }

    private static String written(String title) {
        return title.replaceAll("\\s*(?:第?\\s*[0-9０-９]+\\s*巻?|[(（][0-9０-９上中下]+[)）]|\\s[上中下])\\s*$", "")
                .strip();
    }
}

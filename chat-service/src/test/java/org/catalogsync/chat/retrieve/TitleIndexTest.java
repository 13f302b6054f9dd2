package org.catalogsync.chat.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.chat.intent.Understanding;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.junit.jupiter.api.Test;

class TitleIndexTest {

    @Test
    void givesBackWhatItWasBuiltFrom() {
        List<TitleEntry> entries = Catalogues.of(7, 2_000);
        TitleIndex titles = TitleIndex.of(entries, Aliases.NONE);

        Map<Isbn, TitleEntry> found = new HashMap<>();
        titles.forEach(entry -> found.put(entry.isbn(), entry));

        assertThat(found).hasSameSizeAs(entries);
        for (TitleEntry entry : entries) {
            assertThat(found.get(entry.isbn()))
                    .usingRecursiveComparison()
                    .ignoringFields("kana")
                    .isEqualTo(entry);
            assertThat(titles.titleOf(entry.isbn())).contains(entry.title());
        }
    }

    @Test
    void knowsAVolumeAsOfItsVersion() {
        TitleEntry entry = Catalogues.volume(3, "青い灯台 3", "アオイトウダイ");
        TitleIndex titles = TitleIndex.of(List.of(entry), Aliases.NONE);

        assertThat(titles.lastKnown(entry.isbn())).get().satisfies(fact -> {
            assertThat(fact.source()).isEqualTo(Fact.Source.CACHE);
            assertThat(fact.stale()).isTrue();
            assertThat(fact.asOf()).isEqualTo(entry.version());
            assertThat(fact.volume()).isEqualTo("3");
            assertThat(fact.quantity()).isEqualTo(entry.quantity());
            assertThat(fact.priceJpy()).isEqualTo(entry.priceJpy());
        });
        assertThat(titles.lastKnown(Catalogues.isbn(4))).isEmpty();
    }

    @Test
    void findsTheNearestVolumesOfASeries() {
        List<TitleEntry> entries = new ArrayList<>();
        for (int n = 1; n <= 10; n++) {
            entries.add(Catalogues.volume(n, "青い灯台(" + n + ")", null));
        }
        entries.add(Catalogues.volume(50, "青い灯台 新装版 5", null));
        TitleIndex titles = TitleIndex.of(entries, Aliases.NONE);

        assertThat(titles.sameSeries(Catalogues.isbn(5), 4))
                .containsExactly(Catalogues.isbn(6), Catalogues.isbn(4), Catalogues.isbn(7), Catalogues.isbn(3));
        assertThat(titles.sameSeries(Catalogues.isbn(50), 4)).isEmpty();
    }

    @Test
    void takesNewStockNewTitlesAndTombstones() {
        TitleEntry one = Catalogues.volume(1, "青い灯台 1", null);
        TitleEntry two = Catalogues.volume(2, "青い灯台 2", null);
        TitleIndex before = TitleIndex.of(List.of(one, two), Aliases.NONE);
        TitleEntry sold = new TitleEntry(
                one.isbn(),
                one.title(),
                null,
                one.author(),
                one.genre(),
                0,
                StockStatus.OUT_OF_STOCK,
                1,
                null,
                4,
                "TK01",
                Instant.parse("2026-11-28T01:00:00Z"));
        TitleEntry three = Catalogues.volume(3, "青い灯台 3", null);

        TitleIndex restocked = before.with(List.of(sold), List.of());
        TitleIndex grown = restocked.with(List.of(three), List.of(two.isbn()));

        assertThat(restocked.lastKnown(one.isbn()).orElseThrow().quantity()).isZero();
        assertThat(before.lastKnown(one.isbn()).orElseThrow().quantity()).isEqualTo(one.quantity());
        assertThat(grown.size()).isEqualTo(2);
        assertThat(grown.lastKnown(one.isbn()).orElseThrow().quantity()).isZero();
        assertThat(grown.titleOf(two.isbn())).isEmpty();
        assertThat(Understanding.understand("青い灯台 3巻 ある？", grown, null).isbns()).containsExactly(three.isbn());
    }

    @Test
    void findsASeriesByItsAliases() {
        TitleIndex titles = TitleIndex.of(
                List.of(Catalogues.volume(1, "青い灯台 1", null)),
                Aliases.wellKnownAnd(Aliases.parse("青い灯台=Blue Light=ブルラ")));

        assertThat(Understanding.understand("Do you have blue light volume 1?", titles, null)
                        .isbns())
                .containsExactly(Catalogues.isbn(1));
        assertThat(Understanding.understand("ぶるらの1巻ある？", titles, null).isbns()).containsExactly(Catalogues.isbn(1));
    }

    /** By processor time, which other work on the machine does not lengthen; the bound is wide, so that it is the order of growth that is held. */
    @Test
    void answersInMillisecondsWhateverIsAsked() {
        TitleIndex titles = TitleIndex.of(Catalogues.of(3, 20_000), Aliases.NONE);
        String longest = "存在しない鯖の物語と見聞録の方程式 ".repeat(60);
        for (int i = 0; i < 30; i++) {
            Understanding.understand(longest, titles, null);
        }
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();

        for (int i = 0; i < 20; i++) {
            Understanding.understand(longest, titles, null);
        }

        long millis = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 20_000_000;
        assertThat(millis).isLessThan(200);
    }
}

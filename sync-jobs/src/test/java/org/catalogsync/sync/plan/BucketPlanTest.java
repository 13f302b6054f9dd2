package org.catalogsync.sync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SetDigest;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.sync.Products;
import org.catalogsync.sync.staging.ExtractLine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BucketPlanTest {
    private static final Instant WATERMARK = Instant.parse("2026-03-01T00:00:00Z");
    private static final SourceVersion.Nightly TONIGHT = new SourceVersion.Nightly(WATERMARK, 7);
    private static final SourceVersion LAST_NIGHT = new SourceVersion.Nightly(WATERMARK.minusSeconds(86_400), 6);
    private static final SourceVersion LATER_CHANGE =
            new SourceVersion.Change(1, BigInteger.TEN, 0, WATERMARK.plusSeconds(5));

    /** A number outside of what the properties generate. */
    private static final int MISREAD = 999;

    private static final Predicate<SnapshotLine> MAY_BE_REJECTED =
            stored -> stored.isbn().equals(Products.isbn(MISREAD));

    @Test
    void createsWhatIsAbsent() {
        Planned planned = plan(List.of(), Set.of(), row(1, "一", 3));

        assertThat(planned.changes).singleElement().isInstanceOf(PlannedChange.Created.class);
        assertThat(planned.changes.getFirst().expectedRev()).isZero();
        assertThat(planned.decided.tally().created()).isEqualTo(1);
    }

    @Test
    void changesOnlyWhatDiffers() {
        Planned planned = plan(
                List.of(stored(1, "一", 3, LAST_NIGHT), stored(2, "二", 3, LAST_NIGHT)),
                Set.of(),
                row(1, "一", 3),
                row(2, "二", 4));

        assertThat(planned.changes).singleElement().isInstanceOf(PlannedChange.Changed.class);
        assertThat(planned.changes.getFirst().isbn()).isEqualTo(Products.isbn(2));
        assertThat(planned.changes.getFirst().expectedRev()).isEqualTo(102);
        assertThat(planned.decided.tally().unchanged()).isEqualTo(1);
    }

    @Test
    void deletesWhatTheExtractDoesNotHaveIfItIsOlderThanTheWatermark() {
        Planned planned = plan(List.of(stored(1, "一", 3, LAST_NIGHT), stored(2, "二", 3, LATER_CHANGE)), Set.of());

        assertThat(planned.changes).containsExactly(new PlannedChange.Deleted(Products.isbn(1), 101));
        assertThat(planned.decided.tally().deleted()).isEqualTo(1);
        assertThat(planned.decided.aheadKeys()).containsExactly(Products.isbn(2).value());
    }

    /** Otherwise a process that only slept would find the rev that its older plan expects. */
    @Test
    void writesUnchangedKeysOfAnAbandonedPlanAgain() {
        Planned planned = plan(
                List.of(stored(1, "一", 3, LAST_NIGHT), stored(2, "二", 3, LAST_NIGHT)),
                Set.of(),
                Set.of(Products.isbn(1), Products.isbn(3)),
                row(1, "一", 3),
                row(2, "二", 3));

        assertThat(planned.changes)
                .containsExactlyInAnyOrder(
                        new PlannedChange.Sealed(Products.isbn(1), Products.product(1, "一", 3), "key1", 101),
                        new PlannedChange.Sealed(Products.isbn(3), null, null, 0));
        assertThat(planned.decided.tally().unchanged()).isEqualTo(2);
        assertThat(planned.decided.tally().sealed()).isEqualTo(2);
    }

    @Test
    void leavesAnAbsentKeyOfAnAbandonedPlanAloneWhereItsRowMayHaveBeenRejected() {
        Planned planned = plan(List.of(), Set.of(), Set.of(Products.isbn(MISREAD)));

        assertThat(planned.changes).isEmpty();
    }

    @Test
    void leavesWhatIsNewerThanTheExtract() {
        Planned planned = plan(List.of(stored(1, "一", 9, LATER_CHANGE)), Set.of(), row(1, "一", 3));

        assertThat(planned.changes).isEmpty();
        assertThat(planned.decided.supersededKeys())
                .containsExactly(Products.isbn(1).value());
    }

    @Test
    void holdsKeysOfRejectedRowsWhetherMissingOrRepeatedByAnOlderRow() {
        Set<Isbn> held = Set.of(Products.isbn(1), Products.isbn(2));

        Planned planned =
                plan(List.of(stored(1, "一", 3, LAST_NIGHT), stored(2, "二", 3, LAST_NIGHT)), held, row(2, "二", 8));

        assertThat(planned.changes).isEmpty();
        assertThat(planned.decided.tally().held()).isEqualTo(2);
        assertThat(planned.decided.tally().heldRows()).isEqualTo(1);
    }

    @Test
    void holdsAMissingKeyThatMayBeARejectedRowsButWritesItsRowIfItHasOne() {
        SnapshotLine missing = stored(MISREAD, "一", 3, LAST_NIGHT);

        assertThat(plan(List.of(missing), Set.of()).decided.tally().held()).isEqualTo(1);
        assertThat(plan(List.of(missing), Set.of(), row(MISREAD, "一", 4)).changes)
                .singleElement()
                .isInstanceOf(PlannedChange.Changed.class);
    }

    @Test
    void bringsBackADeletedKeyOnlyIfTheExtractIsNewerThanItsTombstone() {
        SnapshotLine older = new SnapshotLine(Products.isbn(1), 55, LAST_NIGHT, null);
        SnapshotLine newer = new SnapshotLine(Products.isbn(2), 56, LATER_CHANGE, null);

        Planned planned = plan(List.of(older, newer), Set.of(), row(1, "一", 3), row(2, "二", 3));

        assertThat(planned.changes).singleElement().isInstanceOf(PlannedChange.Created.class);
        assertThat(planned.changes.getFirst().expectedRev()).isEqualTo(55);
        assertThat(planned.decided.supersededKeys())
                .containsExactly(Products.isbn(2).value());
    }

    /** Every row and every live key has exactly one end, and applying the plan gives what a naive merge gives. */
    @Property(tries = 300)
    void equalsANaiveDiff(
            @ForAll("keys") Map<Integer, Integer> extract,
            @ForAll("items") Map<Integer, Item> table,
            @ForAll("heldKeys") Set<Integer> heldNumbers,
            @ForAll("heldKeys") Set<Integer> sealedNumbers) {
        Set<Isbn> held = isbns(heldNumbers);
        List<SnapshotLine> lines = new ArrayList<>();
        table.forEach((n, item) -> lines.add(item.line(n)));
        ExtractLine.Row[] rows = extract.entrySet().stream()
                .map(entry -> row(entry.getKey(), "題" + entry.getKey(), entry.getValue()))
                .toArray(ExtractLine.Row[]::new);

        Planned planned = plan(lines, held, isbns(sealedNumbers), rows);

        PlanTally tally = planned.decided.tally();
        assertThat(tally.created() + tally.changed() + tally.unchanged() + tally.superseded() + tally.heldRows())
                .isEqualTo(extract.size());
        assertThat(tally.writes()).isEqualTo(planned.changes.size());

        Map<Isbn, Product> applied = new HashMap<>();
        Map<Isbn, Product> expected = new HashMap<>();
        table.forEach((n, item) -> {
            if (item.quantity() != null) {
                applied.put(Products.isbn(n), Products.product(n, "題" + n, item.quantity()));
            }
            boolean extractDecides = item.version().compareWith(TONIGHT) < 0 && !heldNumbers.contains(n);
            Integer quantity = extractDecides ? extract.get(n) : item.quantity();
            if (quantity != null) {
                expected.put(Products.isbn(n), Products.product(n, "題" + n, quantity));
            }
        });
        extract.forEach((n, quantity) -> {
            if (!table.containsKey(n) && !heldNumbers.contains(n)) {
                expected.put(Products.isbn(n), Products.product(n, "題" + n, quantity));
            }
        });
        for (PlannedChange change : planned.changes) {
            switch (change) {
                case PlannedChange.Created created -> applied.put(created.isbn(), created.product());
                case PlannedChange.Changed changed -> applied.put(changed.isbn(), changed.product());
                case PlannedChange.Deleted deleted -> applied.remove(deleted.isbn());
                case PlannedChange.Sealed sealed ->
                    assertThat(applied.get(sealed.isbn())).isEqualTo(sealed.product());
            }
        }
        assertThat(applied).isEqualTo(expected);

        SetDigest comparable = new SetDigest();
        Set<String> apart = new HashSet<>(planned.decided.heldKeys());
        apart.addAll(planned.decided.supersededKeys());
        apart.addAll(planned.decided.aheadKeys());
        applied.forEach((isbn, product) -> {
            if (!apart.contains(isbn.value())) {
                comparable.add(ContentHash.of(product));
            }
        });
        assertThat(planned.decided.comparable()).isEqualTo(comparable);
    }

    private static Set<Isbn> isbns(Set<Integer> numbers) {
        return numbers.stream().map(Products::isbn).collect(Collectors.toSet());
    }

    /** @param quantity null for a tombstone */
    record Item(@Nullable Integer quantity, SourceVersion version) {
        SnapshotLine line(int n) {
            ContentHash hash = quantity == null ? null : ContentHash.of(Products.product(n, "題" + n, quantity));
            return new SnapshotLine(Products.isbn(n), 100 + n, version, hash);
        }
    }

    @Provide
    Arbitrary<Map<Integer, Integer>> keys() {
        return Arbitraries.maps(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 2))
                .ofMaxSize(15);
    }

    @Provide
    Arbitrary<Map<Integer, Item>> items() {
        Arbitrary<Item> items = Combinators.combine(
                        Arbitraries.integers().between(0, 2).injectNull(0.2), Arbitraries.of(LAST_NIGHT, LATER_CHANGE))
                .as(Item::new);
        return Arbitraries.maps(Arbitraries.integers().between(0, 20), items).ofMaxSize(15);
    }

    @Provide
    Arbitrary<Set<Integer>> heldKeys() {
        return Arbitraries.integers().between(0, 20).set().ofMaxSize(4);
    }

    private record Planned(List<PlannedChange> changes, BucketPlan.Decided decided) {}

    private static Planned plan(List<SnapshotLine> table, Set<Isbn> held, ExtractLine.Row... rows) {
        return plan(table, held, Set.of(), rows);
    }

    private static Planned plan(List<SnapshotLine> table, Set<Isbn> held, Set<Isbn> toSeal, ExtractLine.Row... rows) {
        List<PlannedChange> changes = new ArrayList<>();
        BucketPlan plan = new BucketPlan(TONIGHT, table, held::contains, MAY_BE_REJECTED, toSeal, changes::add);
        for (ExtractLine.Row row : rows) {
            plan.row(row);
        }
        return new Planned(changes, plan.finish());
    }

    private static ExtractLine.Row row(int n, String title, int quantity) {
        return new ExtractLine.Row(
                Products.product(n, title, quantity), "key" + n, 0, new ExtractLine.Origin(0, n + 1));
    }

    private static SnapshotLine stored(int n, String title, int quantity, SourceVersion version) {
        return new SnapshotLine(
                Products.isbn(n), 100 + n, version, ContentHash.of(Products.product(n, title, quantity)));
    }
}

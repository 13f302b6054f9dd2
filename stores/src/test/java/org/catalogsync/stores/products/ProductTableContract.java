package org.catalogsync.stores.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.catalogsync.stores.products.ProductTable.ProductWrite.ABSENT;
import static org.catalogsync.stores.products.ProductTable.WriteOutcome.CONFLICT;
import static org.catalogsync.stores.products.ProductTable.WriteOutcome.WRITTEN;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.model.StoredItem.Live;
import org.catalogsync.stores.Samples;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.products.ProductTable.Counts;
import org.catalogsync.stores.products.ProductTable.Page;
import org.catalogsync.stores.products.ProductTable.ProductWrite;
import org.catalogsync.stores.products.ProductTable.WriteOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every product table must do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProductTableContract {
    private Stores stores;
    private ProductTable table;

    abstract Stores open();

    @BeforeAll
    void openTable() {
        stores = open();
        table = stores.products();
        table.createIfAbsent();
    }

    @AfterAll
    void close() {
        stores.close();
    }

    @Test
    void createsOnceHoweverOftenAsked() {
        table.createIfAbsent();

        assertThat(table.get(Samples.isbn())).isEmpty();
    }

    @Test
    void givesBackEveryFieldThatWasWritten() {
        Live item = Samples.live(Samples.isbn(), 7);

        assertThat(write(item, ABSENT)).isEqualTo(WRITTEN);

        assertThat(table.get(item.isbn())).contains(item);
    }

    @Test
    void givesBackAbsentFieldsAsAbsent() {
        Isbn isbn = Samples.isbn();
        Live item = new Live(Samples.bareProduct(isbn), Samples.stamp(1));

        write(item, ABSENT);

        assertThat(table.get(isbn)).contains(item);
    }

    @Test
    void replacesAnItemWhoseRevIsTheOneThatWasRead() {
        Isbn isbn = Samples.isbn();
        write(Samples.live(isbn, 7), ABSENT);
        Live next = new Live(Samples.bareProduct(isbn), Samples.stamp(8));

        assertThat(write(next, 7)).isEqualTo(WRITTEN);

        assertThat(table.get(isbn)).contains(next);
    }

    @Test
    void refusesAWriteWhoseRevIsNotTheOneThatIsStored() {
        Live stored = Samples.live(Samples.isbn(), 7);
        write(stored, ABSENT);

        assertThat(write(Samples.live(stored.isbn(), 9), 8)).isEqualTo(CONFLICT);
        assertThat(write(Samples.live(stored.isbn(), 9), ABSENT)).isEqualTo(CONFLICT);
        assertThat(write(Samples.live(Samples.isbn(), 9), 8)).isEqualTo(CONFLICT);

        assertThat(table.get(stored.isbn())).contains(stored);
    }

    @Test
    void remembersADeletedKeyUntilALiveWriteReplacesIt() {
        Isbn isbn = Samples.isbn();
        StoredItem tombstone = Samples.tombstone(isbn, 8);
        write(Samples.live(isbn, 7), ABSENT);

        assertThat(write(tombstone, 7)).isEqualTo(WRITTEN);
        assertThat(table.get(isbn)).contains(tombstone);

        Live revived = Samples.live(isbn, 9);
        assertThat(write(revived, 8)).isEqualTo(WRITTEN);
        assertThat(table.get(isbn)).contains(revived);
    }

    @Test
    void writesATombstoneForAKeyThatWasNeverThere() {
        StoredItem tombstone = Samples.tombstone(Samples.isbn(), 3);

        assertThat(write(tombstone, ABSENT)).isEqualTo(WRITTEN);

        assertThat(table.get(tombstone.isbn())).contains(tombstone);
    }

    @Test
    void judgesEveryWriteOfALargeCallByItself() {
        List<Isbn> isbns = Samples.isbns(260);
        table.write(isbns.stream()
                .map(isbn -> new ProductWrite(Samples.live(isbn, 5), ABSENT))
                .toList());

        // Every seventh write expects a rev that is not there.
        List<ProductWrite> second = IntStream.range(0, isbns.size())
                .mapToObj(i -> new ProductWrite(Samples.live(isbns.get(i), 6), i % 7 == 0 ? 4 : 5))
                .toList();
        List<WriteOutcome> outcomes = table.write(second);

        assertThat(outcomes).hasSize(isbns.size());
        for (int i = 0; i < isbns.size(); i++) {
            assertThat(outcomes.get(i)).isEqualTo(i % 7 == 0 ? CONFLICT : WRITTEN);
        }
        assertThat(table.getAll(isbns).values())
                .allSatisfy(item ->
                        assertThat(item.stamp().rev()).isEqualTo(isbns.indexOf(item.isbn()) % 7 == 0 ? 5 : 6));
    }

    @Test
    void refusesTwoWritesOfOneKeyInOneCall() {
        Isbn isbn = Samples.isbn();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.write(Collections.nCopies(2, new ProductWrite(Samples.live(isbn, 1), ABSENT))))
                .withMessageContaining(isbn.value());
    }

    @Test
    void readsManyKeysAndLeavesOutAbsentOnes() {
        List<Isbn> isbns = Samples.isbns(230);
        table.write(isbns.stream()
                .map(isbn -> new ProductWrite(Samples.live(isbn, 5), ABSENT))
                .toList());
        List<Isbn> asked = new ArrayList<>(isbns);
        asked.addAll(Samples.isbns(20));
        asked.addAll(isbns.subList(0, 10));

        assertThat(table.getAll(asked).keySet()).containsExactlyInAnyOrderElementsOf(isbns);
    }

    @Test
    void scansEveryKeyOnceAcrossSegmentsTombstonesIncluded() {
        List<Isbn> isbns = Samples.isbns(120);
        table.write(isbns.stream()
                .map(isbn -> new ProductWrite(Samples.live(isbn, 5), ABSENT))
                .toList());
        table.write(List.of(new ProductWrite(Samples.tombstone(isbns.getFirst(), 6), 5)));

        List<Isbn> scanned = new ArrayList<>();
        for (int segment = 0; segment < 4; segment++) {
            String from = null;
            do {
                Page page = table.scan(segment, 4, from);
                page.items().forEach(item -> scanned.add(item.isbn()));
                from = page.next();
            } while (from != null);
        }

        assertThat(scanned).doesNotHaveDuplicates().containsAll(isbns);
    }

    @Test
    void countsLiveItemsAndTombstonesApart() {
        Counts before = table.count();
        List<Isbn> isbns = Samples.isbns(30);
        table.write(isbns.stream()
                .map(isbn -> new ProductWrite(
                        isbns.indexOf(isbn) < 10 ? Samples.tombstone(isbn, 1) : Samples.live(isbn, 1), ABSENT))
                .toList());

        Counts after = table.count();
        assertThat(after.live()).isEqualTo(before.live() + 20);
        // Tombstones of other tests that have expired may be taken away by the table itself meanwhile.
        assertThat(after.tombstones()).isBetween(10L, before.tombstones() + 10L);
    }

    @Test
    void letsOneOfManyRacingWritersWin() throws Exception {
        Isbn isbn = Samples.isbn();
        write(Samples.live(isbn, 1), ABSENT);

        Set<Integer> winners = Collections.synchronizedSet(new HashSet<>());
        List<Thread> writers = IntStream.range(0, 8)
                .mapToObj(i -> Thread.startVirtualThread(() -> {
                    if (write(Samples.live(isbn, 10 + i), 1) == WRITTEN) {
                        winners.add(10 + i);
                    }
                }))
                .toList();
        for (Thread writer : writers) {
            writer.join();
        }

        assertThat(winners).hasSize(1);
        assertThat(table.get(isbn).orElseThrow().stamp().rev())
                .isEqualTo(winners.iterator().next().longValue());
    }

    private WriteOutcome write(StoredItem item, long expectedRev) {
        return table.write(List.of(new ProductWrite(item, expectedRev))).getFirst();
    }
}

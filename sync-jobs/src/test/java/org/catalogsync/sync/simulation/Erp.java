package org.catalogsync.sync.simulation;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.Product;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StockStatus;
import org.catalogsync.sync.Products;
import org.jspecify.annotations.Nullable;

/** The source: a few rows, transactions that stay open for a while and hold their rows, and a log of what committed. */
final class Erp {
    static final List<Isbn> KEYS =
            IntStream.range(0, 6).mapToObj(Products::isbn).toList();

    /** Small enough that a row often comes back to what it was. */
    private static final int VALUES = 3;

    private static final long FIRST_POSITION = 95;

    private final Scheduler scheduler;
    private final World.Character character;
    private final Consumer<Change> log;
    private final Map<Isbn, Row> rows = new HashMap<>();
    private final Map<Isbn, Row> before = new HashMap<>();
    private final List<Transaction> open = new ArrayList<>();
    private final Set<Isbn> locked = new HashSet<>();
    private long position = FIRST_POSITION;
    private long epoch = 1;
    private int lastSourceKey;
    private boolean ended;

    Erp(Scheduler scheduler, World.Character character, Consumer<Change> log) {
        this.scheduler = scheduler;
        this.character = character;
        this.log = log;
        for (Isbn isbn : KEYS) {
            if (scheduler.chance(0.6)) {
                rows.put(isbn, newRow(isbn));
            }
        }
    }

    /** A row, and when it was last updated by the source's clock. */
    record Row(Product product, String sourceKey, Instant updatedAt) {}

    /** A line of the log. */
    sealed interface Change {
        Isbn isbn();

        SourceVersion.Change version();

        /** The whole row after an insert or update; {@code renamed} is the ISBN that the row had before. */
        record Written(Row row, @Nullable Isbn renamed, SourceVersion.Change version) implements Change {
            @Override
            public Isbn isbn() {
                return row.product().isbn();
            }
        }

        /** Some columns of an update. */
        record SomeColumns(Row row, boolean titleToo, SourceVersion.Change version) implements Change {
            @Override
            public Isbn isbn() {
                return row.product().isbn();
            }
        }

        record Removed(Isbn isbn, String sourceKey, SourceVersion.Change version) implements Change {}
    }

    /** Works until the given moment, then commits what is open. */
    void work(long until) {
        long next = scheduler.now();
        while (scheduler.now() < until || !open.isEmpty()) {
            long now = scheduler.now();
            for (Transaction transaction : List.copyOf(open)) {
                if (transaction.commitsAt <= now) {
                    commit(transaction);
                }
            }
            if (now >= next && now < until) {
                begin();
                next = now + 1 + dice(character.pace());
            }
            long wake = now < until ? next : Long.MAX_VALUE;
            for (Transaction transaction : open) {
                wake = Math.min(wake, transaction.commitsAt);
            }
            if (wake != Long.MAX_VALUE) {
                scheduler.sleep((int) Math.max(1, wake - now));
            }
        }
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    /** The committed row; reading it takes time. */
    @Nullable
    Row read(Isbn isbn) {
        scheduler.step("erp.read");
        return rows.get(isbn);
    }

    /** The committed row, unseen by the processes. */
    @Nullable
    Row now(Isbn isbn) {
        return rows.get(isbn);
    }

    /** What this row was before its last change: exports may hold it as an older duplicate. */
    @Nullable
    Row earlier(Isbn isbn) {
        return before.get(isbn);
    }

    Instant watermark() {
        return switch (character.removed()) {
            case WATERMARK_BELOW_OPEN_TRANSACTIONS -> clock();
            default -> character.clocks().watermark(scheduler.now());
        };
    }

    Instant clock() {
        return character.clocks().stamp(scheduler.now(), character.skew());
    }

    private void begin() {
        Transaction transaction = new Transaction(scheduler.now(), scheduler.now() + duration());
        int statements = scheduler.chance(0.3) ? 2 : 1;
        for (int i = 0; i < statements; i++) {
            Isbn isbn = KEYS.get(dice(KEYS.size()));
            if (!locked.contains(isbn) || transaction.after.containsKey(isbn)) {
                change(transaction, isbn);
            }
        }
        if (!transaction.statements.isEmpty()) {
            open.add(transaction);
        }
    }

    private int duration() {
        return scheduler.chance(0.25) ? dice(ClockModel.LONGEST_TRANSACTION) : dice(6);
    }

    private void change(Transaction transaction, Isbn isbn) {
        Row row = transaction.after.containsKey(isbn) ? transaction.after.get(isbn) : rows.get(isbn);
        locked.add(isbn);
        if (row == null) {
            transaction.write(newRow(isbn), null);
            return;
        }
        int act = dice(10);
        if (act < 2) {
            transaction.remove(isbn, row);
        } else if (act == 2) {
            // The row is replaced by another one of the same ISBN.
            transaction.remove(isbn, row);
            transaction.write(newRow(isbn), null);
        } else if (act == 3) {
            rename(transaction, isbn, row);
        } else {
            update(transaction, row);
        }
    }

    private void rename(Transaction transaction, Isbn isbn, Row row) {
        for (Isbn other : KEYS) {
            if (!locked.contains(other) && rows.get(other) == null) {
                locked.add(other);
                transaction.after.put(isbn, null);
                transaction.write(new Row(content(other), row.sourceKey(), clock()), isbn);
                return;
            }
        }
        update(transaction, row);
    }

    private void update(Transaction transaction, Row row) {
        Product old = row.product();
        if (!scheduler.chance(character.partialRate())) {
            transaction.write(new Row(content(old.isbn()), row.sourceKey(), clock()), null);
            return;
        }
        boolean titleToo = scheduler.chance(0.5);
        Product changed = product(
                old.isbn(),
                titleToo ? dice(VALUES) : title(old),
                titleToo ? old.quantityAvailable() : dice(VALUES),
                old.priceJpy());
        transaction.after.put(old.isbn(), new Row(changed, row.sourceKey(), clock()));
        transaction.statements.add(new Statement(
                scheduler.now(),
                version -> new Change.SomeColumns(new Row(changed, row.sourceKey(), version.at()), titleToo, version)));
    }

    private void commit(Transaction transaction) {
        open.remove(transaction);
        position++;
        transaction.after.forEach((isbn, row) -> {
            Row old = rows.get(isbn);
            if (old != null) {
                before.put(isbn, old);
            }
            if (row == null) {
                rows.remove(isbn);
            } else {
                rows.put(isbn, row);
            }
            locked.remove(isbn);
        });
        for (int record = 0; record < transaction.statements.size(); record++) {
            Statement statement = transaction.statements.get(record);
            long stamped = character.stampedAtCommit() ? scheduler.now() : statement.at();
            Change change = statement.change(new SourceVersion.Change(
                    epoch,
                    BigInteger.valueOf(position),
                    record,
                    character.clocks().stamp(stamped, character.skew())));
            if (scheduler.traced()) {
                scheduler.note("committed " + describe(change));
            }
            log.accept(change);
        }
    }

    private Row newRow(Isbn isbn) {
        return new Row(content(isbn), "row-" + ++lastSourceKey, clock());
    }

    private Product content(Isbn isbn) {
        return product(isbn, dice(VALUES), dice(VALUES), scheduler.chance(0.3) ? null : 100 + dice(VALUES));
    }

    static Product product(Isbn isbn, int title, int quantity, @Nullable Integer price) {
        return new Product(
                isbn,
                "title " + title,
                null,
                null,
                null,
                quantity,
                quantity > 0 ? StockStatus.IN_STOCK : StockStatus.OUT_OF_STOCK,
                price,
                "TK01",
                null,
                null);
    }

    private static int title(Product product) {
        return product.title().charAt(product.title().length() - 1) - '0';
    }

    private int dice(int sides) {
        return scheduler.dice().nextInt(sides);
    }

    static String describe(Change change) {
        String version = MemoryProducts.describe(change.version());
        return switch (change) {
            case Change.Written written ->
                (written.renamed() == null ? "put " : "rename " + written.renamed() + " to ") + describe(written.row())
                        + " " + version;
            case Change.SomeColumns some -> "some columns of " + describe(some.row()) + " " + version;
            case Change.Removed removed -> "delete " + removed.isbn() + " " + removed.sourceKey() + " " + version;
        };
    }

    static String describe(@Nullable Row row) {
        if (row == null) {
            return "nothing";
        }
        Product product = row.product();
        return product.isbn() + " " + product.title() + "/" + product.quantityAvailable() + "/" + product.priceJpy()
                + " of " + row.sourceKey();
    }

    /** A change whose place in the log is known at its commit. */
    private record Statement(long at, java.util.function.Function<SourceVersion.Change, Change> of) {
        Change change(SourceVersion.Change version) {
            return of.apply(version);
        }
    }

    private final class Transaction {
        final long commitsAt;
        final long began;
        final Map<Isbn, @Nullable Row> after = new LinkedHashMap<>();
        final List<Statement> statements = new ArrayList<>();

        Transaction(long began, long commitsAt) {
            this.began = began;
            this.commitsAt = commitsAt;
        }

        void write(Row row, @Nullable Isbn renamed) {
            after.put(row.product().isbn(), row);
            statements.add(new Statement(began, version -> new Change.Written(row, renamed, version)));
        }

        void remove(Isbn isbn, Row row) {
            after.put(isbn, null);
            statements.add(new Statement(began, version -> new Change.Removed(isbn, row.sourceKey(), version)));
        }
    }
}

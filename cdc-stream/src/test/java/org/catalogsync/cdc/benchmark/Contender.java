package org.catalogsync.cdc.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.catalogsync.model.Isbn;

/** Who brings changes from a stream of its own into stores of its own. */
interface Contender {
    /** Where a change is seen. */
    enum Store {
        DYNAMODB("DynamoDB", 1_000),
        REDIS("Redis", 1_000),
        SEARCH("search", 2_500);

        final String title;

        /** The p99 at 100 changes/s that is aimed at, from the commit. */
        final int aimMillis;

        Store(String title, int aimMillis) {
            this.title = title;
            this.aimMillis = aimMillis;
        }
    }

    /**
     * A change that is watched: no other has its key or its title.
     *
     * @param committedMillis since the epoch; 0 until it is committed
     */
    record Mark(Isbn isbn, String title, long committedMillis) {
        Mark committed(long millis) {
            return new Mark(isbn, title, millis);
        }
    }

    String name();

    /** Makes the change visible as one when it comes: called before it is put. */
    void expect(Mark mark);

    void put(List<byte[]> records);

    /** Milliseconds from the commit until a reader of each store sees the mark; may end after a minute without having seen it. */
    Map<Store, Future<Long>> watch(Mark mark);

    /** Changes that have come to their end in the table, since the start. */
    long done();

    /** Changes that wait behind the table, for other stores. */
    Map<String, Long> waiting();
}

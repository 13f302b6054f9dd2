package org.catalogsync.erp.fair;

import java.util.List;
import java.util.stream.IntStream;
import org.catalogsync.model.Isbn;

/** ISBNs with the right check digit. */
public final class Isbns {
    private Isbns() {}

    public static Isbn of(int number) {
        String body = String.format("978488%06d", number);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (body.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return new Isbn(body + (10 - sum % 10) % 10);
    }

    public static List<Isbn> range(int from, int to) {
        return IntStream.range(from, to).mapToObj(Isbns::of).toList();
    }
}

package org.catalogsync.benchmark.throughput;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** The bean of the plain job: typed fields, null where the source has none or where the plain reading fails. */
final class Volume {
    @Nullable
    String isbn;

    @Nullable
    String title;

    @Nullable
    String titleKana;

    @Nullable
    String author;

    @Nullable
    String genre;

    @Nullable
    Integer quantity;

    @Nullable
    String warehouse;

    @Nullable
    String status;

    @Nullable
    Integer price;

    @Nullable
    LocalDate lastRestock;

    @Nullable
    Integer etaDays;

    @Nullable
    LocalDateTime updatedAt;
}

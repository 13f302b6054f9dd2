package org.catalogsync.sync.sample;

/** All volumes of all series, one after the other. */
final class Shelf {
    private final long seed;
    private long index = -1;
    private long seriesNumber;
    private int number;
    private Series series;

    Shelf(long seed) {
        this.seed = seed;
        this.series = Series.of(seed, 0);
    }

    Volume next() {
        if (number == series.volumes()) {
            series = Series.of(seed, ++seriesNumber);
            number = 0;
        }
        return new Volume(++index, series, ++number);
    }
}

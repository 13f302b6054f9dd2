package org.catalogsync.sync.sample;

/**
 * One volume of an invented series.
 *
 * @param index its place in the whole catalogue, from which its ISBN is made
 * @param number within the series, from 1
 */
record Volume(long index, Series series, int number) {
    private static final String[] IN_TWO = {"上", "下"};
    private static final String[] IN_THREE = {"上", "中", "下"};

    /** The title with the volume number in one of the ERP's forms. */
    String title(Dice dice) {
        if (series.volumes() == 1) {
            return series.title();
        }
        if (series.volumes() <= 3) {
            return series.title() + " " + (series.volumes() == 2 ? IN_TWO : IN_THREE)[number - 1];
        }
        return switch (dice.roll(8)) {
            case 0, 1 -> series.title() + " " + number;
            case 2, 3 -> series.title() + "(" + number + ")";
            case 4 -> series.title() + " " + Forms.fullWidth(String.valueOf(number));
            default -> series.title() + " 第" + number + "巻";
        };
    }
}

package org.catalogsync.sync.sample;

import java.time.LocalDate;
import java.util.Arrays;
import org.catalogsync.quality.row.RowRule;
import org.jspecify.annotations.Nullable;

/** Makes the cells of a volume's row, null where the ERP has none; a volume's row is the same each time it is asked for. */
final class Rows {
    static final String[] COLUMNS = {
        "ISBN",
        "TITLE",
        "TITLE_KANA",
        "AUTHOR",
        "GENRE",
        "QTY",
        "WAREHOUSE_CD",
        "STATUS_CD",
        "PRICE_JPY",
        "LAST_RESTOCK_DT",
        "RESTOCK_ETA_DAYS",
        "UPDATED_AT"
    };
    private static final int ISBN = 0;
    private static final int TITLE = 1;
    private static final int QTY = 5;
    private static final int WAREHOUSE = 6;
    private static final int UPDATED_AT = 11;

    /** Stands for bytes that no charset of ours has; see {@link RowWriter}. */
    static final String UNMAPPABLE = "\u0001\u0002";
    /** A user-defined character of the ERP. */
    private static final char GAIJI = '\uE000';

    private static final int LEAST_OF_PLENTY = 6;
    private static final LocalDate FIRST_RESTOCK = LocalDate.of(2018, 1, 1);
    private static final int RESTOCK_DAYS = 2_600;
    private static final long FIRST_UPDATE = 1_704_067_200; // 2024-01-01T00:00:00Z
    private static final int UPDATE_SECONDS = 300 * 86_400;
    private static final int WIDTH_OF_SHORT_ROW = 7;

    private final long seed;
    private final @Nullable String onlyWarehouse;

    /** @param onlyWarehouse of all rows, null for several */
    Rows(long seed, @Nullable String onlyWarehouse) {
        this.seed = seed;
        this.onlyWarehouse = onlyWarehouse;
    }

    /** A row that every rule accepts. */
    @Nullable
    String[] of(Volume volume) {
        return cells(volume, quantity(volume));
    }

    /** The same row but for its quantity, which stays in the range of its status code. */
    @Nullable
    String[] withAnotherQuantity(Volume volume) {
        return cells(volume, quantity(volume) + 1);
    }

    /** Whether there is enough in stock to sell or add one without another status. */
    boolean isPlenty(Volume volume) {
        return quantity(volume) >= LEAST_OF_PLENTY;
    }

    /** A second row of a volume, some hours older or newer than its first. */
    @Nullable
    String[] repeated(Volume volume, int times) {
        @Nullable String[] cells = of(volume);
        Dice dice = Dice.of(seed, "repeat", volume.index() * 64 + times);
        cells[ISBN] = SyntheticIsbn.written(volume.index(), dice);
        cells[QTY] = String.valueOf(quantity(volume) + times);
        cells[UPDATED_AT] = Forms.timestamp(updatedAt(volume) + (dice.chance(1, 2) ? times : -times) * 3_600L);
        return cells;
    }

    /** A row that this rule is the first to reject. */
    @Nullable
    String[] rejectedBy(RowRule rule, Volume volume) {
        @Nullable String[] cells = of(volume);
        Dice dice = Dice.of(seed, "reject", volume.index());
        switch (rule) {
            case ROW_UNREADABLE -> throw new IllegalArgumentException("no delimited row breaks " + rule.id());
            case COLUMN_COUNT -> {
                return Arrays.copyOf(cells, WIDTH_OF_SHORT_ROW);
            }
            case UNMAPPABLE_BYTES -> cells[TITLE] = UNMAPPABLE + cells[TITLE];
            case ISBN_FORMAT -> cells[ISBN] = SyntheticIsbn.malformed(volume.index(), dice);
            case ISBN_CHECK_DIGIT -> cells[ISBN] = SyntheticIsbn.misprinted(volume.index());
            case TITLE_MISSING -> cells[TITLE] = dice.chance(1, 2) ? null : "　";
            case TITLE_TOO_LONG -> cells[TITLE] = (volume.series().title() + "、").repeat(90) + cells[TITLE];
            case QUANTITY_MISSING -> cells[QTY] = null;
            case QUANTITY_NOT_A_NUMBER -> cells[QTY] = dice.pick("12冊?", "在庫あり", "未確認");
            case QUANTITY_NEGATIVE -> cells[QTY] = dice.pick("-", "△") + (1 + dice.roll(9));
            case WAREHOUSE_MISSING -> cells[WAREHOUSE] = null;
        }
        return cells;
    }

    private @Nullable String[] cells(Volume volume, int quantity) {
        Dice dice = Dice.of(seed, "cells", volume.index());
        boolean preOrder = quantity == 0 && dice.chance(1, 8);
        return new @Nullable String[] {
            SyntheticIsbn.written(volume.index(), dice),
            title(volume, dice),
            kana(volume, dice),
            author(volume, dice),
            volume.series().genre(),
            Forms.quantity(quantity, dice),
            warehouse(dice),
            status(quantity, preOrder, dice),
            price(dice),
            restockDate(dice),
            quantity == 0 && dice.chance(3, 4) ? String.valueOf(1 + dice.roll(45)) : null,
            Forms.timestamp(updatedAt(volume))
        };
    }

    /** Thrown for in any case: the rest of the row must not depend on it. */
    private String warehouse(Dice dice) {
        String thrown = dice.pick("TK01", "TK01", "OS02", "FK03");
        return onlyWarehouse == null ? thrown : onlyWarehouse;
    }

    private static String title(Volume volume, Dice dice) {
        String title = volume.title(dice);
        return switch (dice.roll(200)) {
            case 0 -> title.replaceFirst("[ (]", "\r\n$0");
            case 1 -> title + " \"新装版\"";
            case 2, 3 -> Forms.halfWidth(title);
            default -> title;
        };
    }

    private static @Nullable String kana(Volume volume, Dice dice) {
        return switch (dice.roll(30)) {
            case 0 -> null;
            case 1, 2 -> Forms.halfWidth(volume.series().kana());
            default -> volume.series().kana();
        };
    }

    private static @Nullable String author(Volume volume, Dice dice) {
        return switch (dice.roll(300)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> null;
            case 8 -> volume.series().author() + GAIJI;
            default -> volume.series().author();
        };
    }

    /** None, few, plenty or masses. */
    private int quantity(Volume volume) {
        Dice dice = Dice.of(seed, "quantity", volume.index());
        return switch (dice.roll(20)) {
            case 0, 1, 2 -> 0;
            case 3, 4, 5 -> 1 + dice.roll(LEAST_OF_PLENTY - 1);
            case 6 -> 1_000 + dice.roll(4_000);
            default -> LEAST_OF_PLENTY + dice.roll(300);
        };
    }

    private static String status(int quantity, boolean preOrder, Dice dice) {
        if (preOrder) {
            return "04";
        }
        String right = quantity == 0 ? "03" : quantity < LEAST_OF_PLENTY ? "02" : "01";
        return dice.chance(1, 200) ? dice.pick("01", "02", "03", "09") : right;
    }

    private static @Nullable String price(Dice dice) {
        int yen = 440 + 10 * dice.roll(160);
        return switch (dice.roll(300)) {
            case 0, 1, 2, 3, 4, 5 -> null;
            case 6 -> "時価";
            default -> Forms.price(yen, dice);
        };
    }

    private static @Nullable String restockDate(Dice dice) {
        LocalDate day = FIRST_RESTOCK.plusDays(dice.roll(RESTOCK_DAYS));
        return switch (dice.roll(300)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 -> null;
            case 15 -> day.getYear() + "/02/30";
            default -> Forms.date(day, dice);
        };
    }

    private long updatedAt(Volume volume) {
        return FIRST_UPDATE + Dice.of(seed, "updated", volume.index()).roll(UPDATE_SECONDS);
    }
}

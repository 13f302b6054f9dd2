package org.catalogsync.erp.stock;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.Quantity;
import org.catalogsync.erp.Stock;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.legacy.StockStatuses;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.model.mapping.MappedRow;
import org.catalogsync.model.mapping.Reading;
import org.catalogsync.model.mapping.Remark;
import org.jspecify.annotations.Nullable;

/** Judges one row by itself: a number that cannot be read costs the row in which it stands, or less, and never its neighbours. */
final class RowJudge {
    private final MappedRow row;
    private final String warehouse;
    private final List<Finding> problems;
    private final List<Finding> oddities = new ArrayList<>();

    private RowJudge(MappedRow row, List<Finding> flaws, String warehouse) {
        this.row = row;
        this.warehouse = warehouse;
        this.problems = new ArrayList<>(flaws);
    }

    static JudgedRow judge(MappedRow row, List<Finding> flaws, String warehouse) {
        return new RowJudge(row, flaws, warehouse).judged();
    }

    private JudgedRow judged() {
        Quantity quantity = quantity();
        StockStatus status = status(quantity);
        fields();
        Stock stock = new Stock(
                row.title().orNull(),
                quantity,
                warehouse,
                status,
                row.priceJpy().orNull(),
                row.lastRestockDate().orNull(),
                row.restockEtaDays().orNull());
        return new JudgedRow(problems.isEmpty() ? stock : null, List.copyOf(problems), List.copyOf(oddities));
    }

    /** Missing is unknown; a text that is no number is a problem, since somebody meant something by it. */
    private Quantity quantity() {
        return switch (row.quantity()) {
            case Reading.Value<Integer> count when count.value() >= 0 -> new Quantity.Known(count.value());
            case Reading.Value<Integer> negative ->
                noQuantity(problems, Finding.Kind.QUANTITY_NEGATIVE, "0 copies or more");
            case Reading.Absent<Integer> absent ->
                noQuantity(oddities, Finding.Kind.QUANTITY_MISSING, "a number of copies");
            case Reading.Unreadable<Integer> unreadable ->
                noQuantity(problems, Finding.Kind.QUANTITY_UNREADABLE, unreadable.expected());
        };
    }

    private Quantity noQuantity(List<Finding> findings, Finding.Kind kind, String expected) {
        findings.add(finding(kind, Field.QUANTITY, expected));
        return new Quantity.Unknown();
    }

    /** Pre-order where the code says so, since no quantity can; otherwise the quantity decides, and without one nothing is said. */
    private StockStatus status(Quantity quantity) {
        StockStatus code = row.statusCode().orNull();
        StockStatus decided = switch (quantity) {
            case Quantity.Known known ->
                StockStatuses.decide(code == null ? StockStatus.UNKNOWN : code, known.copies());
            case Quantity.Unknown unknown ->
                code == StockStatus.PRE_ORDER ? StockStatus.PRE_ORDER : StockStatus.UNKNOWN;
        };
        if (code == StockStatus.UNKNOWN) {
            oddities.add(finding(Finding.Kind.STATUS_UNKNOWN, Field.STATUS_CODE, "01, 02, 03 or 04"));
        } else if (code != null && code != decided && quantity instanceof Quantity.Known known) {
            oddities.add(finding(
                    Finding.Kind.STATUS_DISAGREES,
                    Field.STATUS_CODE,
                    decided.wire() + " for a quantity of " + known.copies()));
        }
        return decided;
    }

    private void fields() {
        for (StockField field : StockField.values()) {
            Field canonical = field.field();
            Reading<?> reading = row.of(canonical);
            Finding.Kind unreadable = unreadable(field);
            if (reading instanceof Reading.Unreadable<?> text && unreadable != null) {
                oddities.add(finding(unreadable, canonical, text.expected()));
            } else if (reading instanceof Reading.Value<?> value) {
                value.remarks()
                        .forEach(remark ->
                                oddities.add(finding(of(remark), canonical, "characters that every system shows")));
            }
        }
    }

    /** What it is called that an optional field cannot be read; null for those that are judged by themselves. */
    private static Finding.@Nullable Kind unreadable(StockField field) {
        return switch (field) {
            case TITLE -> Finding.Kind.TITLE_UNREADABLE;
            case STATUS -> Finding.Kind.STATUS_UNREADABLE;
            case LAST_RESTOCK -> Finding.Kind.RESTOCK_DATE_UNREADABLE;
            case PRICE -> Finding.Kind.PRICE_UNREADABLE;
            case RESTOCK_ETA -> Finding.Kind.ETA_UNREADABLE;
            case ISBN, QUANTITY, WAREHOUSE -> null;
        };
    }

    private static Finding.Kind of(Remark remark) {
        return switch (remark) {
            case PRIVATE_USE_CHARACTER -> Finding.Kind.PRIVATE_USE_CHARACTER;
            case REPLACEMENT_CHARACTER -> Finding.Kind.REPLACEMENT_CHARACTER;
        };
    }

    private Finding finding(Finding.Kind kind, Field field, String expected) {
        String text = row.text(field);
        return new Finding(kind, row.mapping().columnName(field), text == null ? "" : text, expected);
    }
}

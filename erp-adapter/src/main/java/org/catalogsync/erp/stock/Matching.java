package org.catalogsync.erp.stock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.Stock;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.mapping.Field;
import org.catalogsync.model.mapping.MappedRow;
import org.catalogsync.model.mapping.Reading;

/**
 * Gives each ISBN that was asked for its one answer. Rows belong to an ISBN by what stands in them and never by their place. "Not found" is said only where no row is left over that could be the missing one in disguise.
 */
public final class Matching {
    private final String warehouse;
    private final Instant asOf;
    private final Map<Isbn, List<Row>> rows = new LinkedHashMap<>();
    private final List<Finding> strays = new ArrayList<>();
    private final List<Finding> notices;

    private record Row(MappedRow mapped, List<Finding> flaws) {}

    private Matching(Iterable<Isbn> asked, String warehouse, Instant asOf, List<Finding> notices) {
        this.warehouse = warehouse;
        this.asOf = asOf;
        this.notices = new ArrayList<>(notices);
        asked.forEach(isbn -> rows.put(isbn, new ArrayList<>(1)));
    }

    /**
     * The answers of one document.
     *
     * @param notices what was odd about the document that the items came in
     */
    public static StockAnswers answers(
            Iterable<Isbn> asked, List<StockItem> items, String warehouse, Instant asOf, List<Finding> notices) {
        Matching matching = new Matching(asked, warehouse, asOf, notices);
        items.forEach(matching::place);
        return matching.answers();
    }

    private void place(StockItem item) {
        MappedRow mapped = StockField.mapping().map(item);
        Isbn isbn = mapped.isbn().orNull();
        List<Row> own = isbn == null ? null : rows.get(isbn);
        if (own != null) {
            own.add(new Row(mapped, item.flaws()));
        } else if (isbn != null) {
            strays.add(isbn(mapped, Finding.Kind.ISBN_UNEXPECTED, "an ISBN that was asked for"));
        } else {
            String expected =
                    mapped.isbn() instanceof Reading.Unreadable<Isbn> text ? text.expected() : "an ISBN in each row";
            strays.add(isbn(mapped, Finding.Kind.ISBN_UNREADABLE, expected));
        }
    }

    private static Finding isbn(MappedRow mapped, Finding.Kind kind, String expected) {
        String text = mapped.text(Field.ISBN);
        return new Finding(kind, StockField.ISBN.element(), text == null ? "" : text, expected);
    }

    private StockAnswers answers() {
        Map<Isbn, StockAnswer> answers = new LinkedHashMap<>();
        rows.forEach((isbn, own) -> answers.put(isbn, own.isEmpty() ? missing(isbn) : answer(isbn, own)));
        notices.addAll(strays);
        return new StockAnswers(answers, notices);
    }

    private StockAnswer missing(Isbn isbn) {
        return strays.isEmpty() ? new StockAnswer.NotFound(isbn, asOf) : new StockAnswer.Unreadable(isbn, asOf, strays);
    }

    private StockAnswer answer(Isbn isbn, List<Row> all) {
        List<Finding> elsewhere = new ArrayList<>();
        List<Finding> oddities = new ArrayList<>();
        List<JudgedRow> ours = new ArrayList<>(1);
        for (Row row : all) {
            if (isOurs(row.mapped(), elsewhere, oddities)) {
                ours.add(RowJudge.judge(row.mapped(), row.flaws(), warehouse));
            }
        }
        if (ours.isEmpty()) {
            return new StockAnswer.Unreadable(isbn, asOf, elsewhere);
        }
        oddities.addAll(elsewhere);
        return ours.size() == 1 ? one(isbn, ours.getFirst(), oddities) : several(isbn, ours, oddities);
    }

    /** Stock of another warehouse is not stock of the one that was asked about. A row that names none is of that one. */
    private boolean isOurs(MappedRow row, List<Finding> elsewhere, List<Finding> oddities) {
        String text = row.text(Field.WAREHOUSE);
        String found = text == null ? "" : text;
        switch (row.warehouse()) {
            case Reading.Value<String> code
            when !code.value().equals(warehouse) -> elsewhere.add(warehouse(Finding.Kind.WAREHOUSE_OTHER, found));
            case Reading.Value<String> code -> {
                return true;
            }
            case Reading.Absent<String> absent -> {
                oddities.add(warehouse(Finding.Kind.WAREHOUSE_MISSING, found));
                return true;
            }
            case Reading.Unreadable<String> bytes -> elsewhere.add(warehouse(Finding.Kind.WAREHOUSE_UNREADABLE, found));
        }
        return false;
    }

    private Finding warehouse(Finding.Kind kind, String found) {
        return new Finding(kind, StockField.WAREHOUSE.element(), found, warehouse);
    }

    private StockAnswer one(Isbn isbn, JudgedRow row, List<Finding> oddities) {
        Stock stock = row.stock();
        if (stock == null) {
            return new StockAnswer.Unreadable(isbn, asOf, row.problems());
        }
        oddities.addAll(row.oddities());
        return new StockAnswer.Found(isbn, asOf, stock, oddities);
    }

    /** Rows that say the same are one; of rows that do not, none is better than another. */
    private StockAnswer several(Isbn isbn, List<JudgedRow> rows, List<Finding> oddities) {
        JudgedRow first = rows.getFirst();
        boolean agree = first.stock() != null
                && rows.stream().allMatch(row -> first.stock().equals(row.stock()));
        String found = rows.size() + " rows of " + isbn;
        if (agree) {
            oddities.add(new Finding(Finding.Kind.ROW_REPEATED, "StockItem", found, "one row of an ISBN"));
            return one(isbn, first, oddities);
        }
        List<Finding> problems = new ArrayList<>();
        problems.add(new Finding(Finding.Kind.ROWS_CONTRADICT, "StockItem", found, "one row of an ISBN"));
        rows.forEach(row -> problems.addAll(row.problems()));
        return new StockAnswer.Unreadable(isbn, asOf, problems);
    }
}

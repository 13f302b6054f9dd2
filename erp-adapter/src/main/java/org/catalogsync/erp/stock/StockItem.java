package org.catalogsync.erp.stock;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.catalogsync.erp.Finding;
import org.catalogsync.model.mapping.SourceRow;
import org.jspecify.annotations.Nullable;

/** One StockItem as the ERP wrote it. Filled by one thread, then only read. */
public final class StockItem implements SourceRow {
    private final @Nullable String[] texts = new String[StockField.count()];
    private final BitSet seen = new BitSet();
    private final BitSet unmappable = new BitSet();
    private final List<Finding> flaws = new ArrayList<>(0);

    /**
     * Keeps a field.
     *
     * @param text null where the ERP says that it has none
     * @param decodes whether all its bytes stand for characters
     */
    public void put(StockField field, @Nullable String text, boolean decodes) {
        int column = field.column();
        if (seen.get(column)) {
            flaws.add(new Finding(
                    Finding.Kind.FIELD_REPEATED, field.element(), text == null ? "" : text, "one element of a kind"));
            return;
        }
        seen.set(column);
        texts[column] = text;
        unmappable.set(column, !decodes);
    }

    /** Notes that the row is not of the shape that the contract gives it. */
    public void flaw(Finding flaw) {
        flaws.add(flaw);
    }

    /** What makes the row as a whole unreliable. */
    List<Finding> flaws() {
        return flaws;
    }

    @Override
    public int columns() {
        return texts.length;
    }

    @Override
    public @Nullable String text(int column) {
        return texts[column];
    }

    @Override
    public boolean unmappable(int column) {
        return unmappable.get(column);
    }
}

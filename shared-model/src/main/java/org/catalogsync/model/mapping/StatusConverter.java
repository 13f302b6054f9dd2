package org.catalogsync.model.mapping;

import org.catalogsync.model.StockStatus;
import org.catalogsync.model.legacy.StockStatuses;

/** A stock code; one that nobody documented reads as unknown. */
final class StatusConverter implements Converter<StockStatus> {

    @Override
    public String name() {
        return "status";
    }

    @Override
    public Class<StockStatus> type() {
        return StockStatus.class;
    }

    @Override
    public Reading<StockStatus> read(String text) {
        return text.isBlank() ? Reading.absent() : new Reading.Value<>(StockStatuses.ofCode(text));
    }

    @Override
    public boolean looksLike(String text) {
        return StockStatuses.ofCode(text) != StockStatus.UNKNOWN;
    }
}

package org.catalogsync.model;

/** What a customer is told about stock. The ERP's code and the quantity are reconciled by {@code legacy.StockStatuses}. */
public enum StockStatus {
    IN_STOCK("in_stock"),
    LOW_STOCK("low_stock"),
    OUT_OF_STOCK("out_of_stock"),
    PRE_ORDER("pre_order"),
    UNKNOWN("unknown");

    private final String wire;

    StockStatus(String wire) {
        this.wire = wire;
    }

    /** The spelling used in DynamoDB, OpenSearch and events. */
    public String wire() {
        return wire;
    }
}

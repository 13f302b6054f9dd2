package org.catalogsync.devstack.erp;

/** What a StockItem tells, in the order of its elements, and where the ERP keeps it. */
enum Column {
    ISBN("ISBN", "ISBN"),
    TITLE("Title", "TITLE"),
    QUANTITY("Quantity", "QTY"),
    WAREHOUSE("WarehouseCode", "WAREHOUSE_CD"),
    STATUS("StatusCode", "STATUS_CD"),
    LAST_RESTOCK("LastRestockDate", "LAST_RESTOCK_DT"),
    PRICE("PriceJPY", "PRICE_JPY"),
    RESTOCK_ETA("RestockETADays", "RESTOCK_ETA_DAYS");

    private final String element;
    private final String column;

    Column(String element, String column) {
        this.element = element;
        this.column = column;
    }

    String element() {
        return element;
    }

    /** In the product table and in the header of its export. */
    String column() {
        return column;
    }
}

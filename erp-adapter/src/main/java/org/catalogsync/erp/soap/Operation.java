package org.catalogsync.erp.soap;

/** What the ERP can be asked. */
enum Operation {
    GET_STOCK_LEVEL("GetStockLevel"),
    GET_BATCH_STOCK_LEVELS("GetBatchStockLevels");

    private final String element;

    Operation(String element) {
        this.element = element;
    }

    /** The local name of the body's element. */
    String element() {
        return element;
    }

    /** The value of the header SOAPAction, in the quotes that belong to it. */
    String action() {
        return '"' + Names.INVENTORY + '/' + element + '"';
    }
}

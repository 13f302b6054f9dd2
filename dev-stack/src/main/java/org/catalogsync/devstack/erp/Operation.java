package org.catalogsync.devstack.erp;

import java.util.Arrays;
import java.util.Optional;

/** What the ERP can be asked. */
enum Operation {
    GET_STOCK_LEVEL("GetStockLevel", 1),
    GET_BATCH_STOCK_LEVELS("GetBatchStockLevels", 20);

    private final String element;
    private final int mostIsbns;

    Operation(String element, int mostIsbns) {
        this.element = element;
        this.mostIsbns = mostIsbns;
    }

    String element() {
        return element;
    }

    int mostIsbns() {
        return mostIsbns;
    }

    static Optional<Operation> named(String element) {
        return Arrays.stream(values())
                .filter(operation -> operation.element.equals(element))
                .findFirst();
    }
}

package org.catalogsync.devstack.erp;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Questions as the contract has them, and others. */
final class Questions {
    static final String TOKEN = "<inv:AuthToken>" + ErpSimulator.TOKEN + "</inv:AuthToken>";

    private Questions() {}

    static String single(String isbn, String warehouse) {
        return envelope(
                TOKEN,
                "<inv:GetStockLevel><inv:ISBN>" + isbn + "</inv:ISBN><inv:WarehouseCode>" + warehouse
                        + "</inv:WarehouseCode></inv:GetStockLevel>");
    }

    static String batch(String... isbns) {
        return envelope(
                TOKEN,
                Arrays.stream(isbns)
                        .map(isbn -> "<inv:ISBN>" + isbn + "</inv:ISBN>")
                        .collect(Collectors.joining("", "<inv:GetBatchStockLevels>", "</inv:GetBatchStockLevels>")));
    }

    static String envelope(String header, String body) {
        return "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:inv=\"http://legacy-erp.manga-store.co.jp/inventory/v1\"><e:Header>" + header
                + "</e:Header><e:Body>" + body + "</e:Body></e:Envelope>";
    }
}

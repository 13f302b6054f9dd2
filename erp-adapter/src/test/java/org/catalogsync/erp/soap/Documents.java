package org.catalogsync.erp.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Documents for tests. Files come from {@code src/test/fixtures/make_fixtures.py}, and none of their bytes from the code under test. */
public final class Documents {
    /** The title in the files. */
    public static final String TITLE = "髙橋の表ソ能ポ ①㈱Ⅲ〜﨑 ワンピース";

    private Documents() {}

    /** A file below {@code src/test/resources}. */
    public static byte[] file(String name) {
        try (InputStream in = Objects.requireNonNull(Documents.class.getResourceAsStream("/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer of the ERP, as it came over the wire. */
    public static byte[] answer(String name) {
        return file("answers/" + name);
    }

    /** An envelope in UTF-8 with this in its body. */
    public static byte[] envelope(String body) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\""
                        + " xmlns:inv=\"http://legacy-erp.manga-store.co.jp/inventory/v1\"><e:Body>" + body
                        + "</e:Body></e:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** An envelope with these StockItems. */
    public static byte[] response(String... items) {
        return envelope(
                "<inv:GetBatchStockLevelsResponse>" + String.join("", items) + "</inv:GetBatchStockLevelsResponse>");
    }

    /** A StockItem with a quantity. */
    public static String item(String isbn, String quantity) {
        return itemOf("<inv:ISBN>" + isbn + "</inv:ISBN><inv:Quantity>" + quantity
                + "</inv:Quantity><inv:WarehouseCode>TK01</inv:WarehouseCode>");
    }

    /** A StockItem with these fields. */
    public static String itemOf(String fields) {
        return "<inv:StockItem>" + fields + "</inv:StockItem>";
    }

    /** A fault as SOAP 1.1 has it. */
    public static byte[] fault(String code, String text) {
        return envelope("<e:Fault><faultcode>" + code + "</faultcode><faultstring>" + text
                + "</faultstring><detail><inv:Reason>R17</inv:Reason></detail></e:Fault>");
    }
}

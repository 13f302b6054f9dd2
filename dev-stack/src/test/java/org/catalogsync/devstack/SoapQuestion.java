package org.catalogsync.devstack;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;

/** Asks the ERP's SOAP service for the stock of one volume in TK01. */
final class SoapQuestion {
    private SoapQuestion() {}

    /** The answer's document. */
    static String asked(URI endpoint, String isbn) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(endpoint)
                                    .header("Content-Type", "text/xml; charset=UTF-8")
                                    .POST(BodyPublishers.ofString(question(isbn)))
                                    .build(),
                            BodyHandlers.ofString(Charset.forName("windows-31j")))
                    .body();
        }
    }

    private static String question(String isbn) {
        return "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'"
                + " xmlns:i='http://legacy-erp.manga-store.co.jp/inventory/v1'>"
                + "<e:Header><i:AuthToken>catalogsyncdev</i:AuthToken></e:Header><e:Body><i:GetStockLevel><i:ISBN>"
                + isbn
                + "</i:ISBN><i:WarehouseCode>TK01</i:WarehouseCode></i:GetStockLevel></e:Body></e:Envelope>";
    }
}

package org.catalogsync.devstack.erp;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param headers beside Content-Type and Content-Length
 * @param sent how many bytes of the body are sent before the connection ends; all of them in an ordinary answer
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record Reply(int status, String contentType, Map<String, String> headers, byte[] body, int sent) {

    static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, contentType, Map.of(), body, body.length);
    }

    /** A page as the proxy in front of the ERP writes it. */
    static Reply page(int status, String title, Map<String, String> headers) {
        byte[] html = ("<!DOCTYPE html>\n<html><head><title>" + status + " " + title + "</title></head><body><h1>"
                        + status + " " + title + "</h1></body></html>\n")
                .getBytes(StandardCharsets.US_ASCII);
        return new Reply(status, "text/html", headers, html, html.length);
    }

    /** Faults have HTTP 500 in SOAP 1.1. */
    static Reply of(SoapFault fault) {
        return of(500, Answers.Declared.SHIFT_JIS.contentType(), Answers.fault(fault.code(), fault.text()));
    }

    /** The same, which breaks off in the middle of the body. */
    Reply cut() {
        return new Reply(status, contentType, headers, body, body.length / 2);
    }

    /** A body that is sent in part ends the connection: its announced length cannot be met any more. */
    void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body, 0, sent);
        if (sent < body.length) {
            exchange.getResponseBody().flush();
        }
    }
}

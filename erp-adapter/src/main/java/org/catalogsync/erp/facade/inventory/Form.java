package org.catalogsync.erp.facade.inventory;

import java.util.List;
import java.util.Map;
import org.catalogsync.erp.facade.http.Accept;
import org.catalogsync.erp.facade.http.Problem;
import org.catalogsync.erp.facade.http.Refused;
import org.catalogsync.erp.facade.http.Request;
import org.catalogsync.erp.facade.http.Response;

/** The forms in which stock is told: one set of names and one rule for what is unknown in all of them. */
enum Form {
    JSON("application/json") {
        @Override
        byte[] bytes(Content content) {
            return Written.json(content);
        }
    },
    XML("application/xml;charset=utf-8") {
        @Override
        byte[] bytes(Content content) {
            return Written.xml(content);
        }
    },
    CSV("text/csv;charset=utf-8;header=present") {
        @Override
        byte[] bytes(Content content) {
            return Written.csv(content);
        }
    };

    private static final Map<String, String> UTF_8 = Map.of("charset", "utf-8");
    private static final Accept.Offer TEXT_XML = new Accept.Offer("text", "xml", UTF_8);

    /** In the order that decides a tie. XML has two names, and who asks by the older one means the same. */
    private static final List<Accept.Offer> OFFERS = List.of(
            new Accept.Offer("application", "json", UTF_8),
            new Accept.Offer("application", "xml", UTF_8),
            TEXT_XML,
            new Accept.Offer("text", "csv", Map.of("charset", "utf-8", "header", "present")));

    private final String contentType;

    Form(String contentType) {
        this.contentType = contentType;
    }

    /** What the request accepts best, as the content type to answer with; refused with HTTP 406 where it accepts none. */
    static Chosen accepted(Request request) {
        Accept.Offer best = Accept.of(request.headers("Accept")).best(OFFERS);
        if (best == null) {
            throw new Refused(
                    Problem.of(
                            406,
                            "not_acceptable",
                            "Accept: expected application/json, application/xml, text/xml, text/csv or a range with one of them"));
        }
        if (best.equals(TEXT_XML)) {
            return new Chosen(XML, "text/xml;charset=utf-8");
        }
        Form form = best.subtype().equals("csv") ? CSV : best.subtype().equals("xml") ? XML : JSON;
        return new Chosen(form, form.contentType);
    }

    /** The content in this form. */
    abstract byte[] bytes(Content content);

    /** A form under one of its names. */
    record Chosen(Form form, String contentType) {

        Response response(Content content) {
            return Response.of(200, contentType, form.bytes(content));
        }
    }
}

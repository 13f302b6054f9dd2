package org.catalogsync.erp.facade.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.catalogsync.erp.facade.http.Json;
import org.catalogsync.erp.facade.http.Problem;
import org.catalogsync.erp.facade.http.Refused;
import org.catalogsync.erp.facade.http.Request;
import org.catalogsync.erp.facade.http.WrongValue;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The body of a query, {@code {"isbns": ["…"]}}. ISBNs are text: as a number an ISBN-10 would lose its zeros. */
final class QueryBody {
    private static final Pattern JSON =
            Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);
    private static final String EXPECTED = "expected {\"isbns\": [\"…\"]} with 1 to " + Isbns.MOST + " ISBNs as text";

    private QueryBody() {}

    static List<Isbn> isbns(Request request) {
        checkType(request);
        JsonNode isbns = tree(request.body()).path("isbns");
        if (!isbns.isArray() || isbns.isEmpty()) {
            throw unusable("isbns is " + (isbns.isArray() ? "empty" : described(isbns)));
        }
        List<String> texts = new ArrayList<>(isbns.size());
        for (int i = 0; i < isbns.size(); i++) {
            JsonNode isbn = isbns.get(i);
            if (!isbn.isString()) {
                throw Refused.value(
                        "invalid_body",
                        new WrongValue("isbns[" + i + "]", isbn.toString(), "an ISBN as text", described(isbn)));
            }
            texts.add(isbn.stringValue());
        }
        return Isbns.several("isbns", texts);
    }

    private static void checkType(Request request) {
        @Nullable String type = request.header("Content-Type");
        if (type == null || !JSON.matcher(type.strip()).matches()) {
            throw unsupported("Content-Type: expected application/json in UTF-8, found " + shown(type));
        }
        @Nullable String coding = request.header("Content-Encoding");
        if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
            throw unsupported("Content-Encoding: expected none, found " + shown(coding));
        }
    }

    private static Refused unsupported(String detail) {
        return new Refused(Problem.of(415, "unsupported_media_type", detail).with("Accept-Post", "application/json"));
    }

    private static String shown(@Nullable String header) {
        return header == null ? "none" : "'" + new WrongValue("", header, "", "").value() + "'";
    }

    private static JsonNode tree(byte[] body) {
        JsonNode tree;
        try {
            tree = Json.mapper().readTree(body);
        } catch (JacksonException e) {
            throw unusable("the body is not one JSON document: " + e.getOriginalMessage());
        }
        if (!tree.isObject()) {
            throw unusable("the body is " + described(tree));
        }
        Set<String> names = Set.copyOf(tree.propertyNames());
        if (!names.equals(Set.of("isbns"))) {
            throw unusable("its properties are " + new WrongValue("", names.toString(), "", "").value());
        }
        return tree;
    }

    private static String described(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING -> "nothing";
            case STRING -> "text";
            case POJO, BINARY -> throw new IllegalStateException("no JSON document has a " + node.getNodeType());
            case ARRAY, BOOLEAN, NULL, NUMBER, OBJECT ->
                node.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static Refused unusable(String found) {
        return new Refused(Problem.of(400, "invalid_body", EXPECTED + "; " + found));
    }
}

package org.catalogsync.sync.staging;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads lines of JSON, one object each. */
public final class JsonLines {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonLines() {}

    /** Calls {@code property} for every property of every object, parser on its value, and {@code end} after each object. */
    public static void read(byte[] lines, PropertyVisitor property, Runnable end) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), lines)) {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    property.visit(name, parser);
                }
                end.run();
            }
        }
    }

    /** Receives one property. */
    @FunctionalInterface
    public interface PropertyVisitor {
        void visit(String name, JsonParser value);
    }
}

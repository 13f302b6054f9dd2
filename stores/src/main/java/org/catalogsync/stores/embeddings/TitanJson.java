package org.catalogsync.stores.embeddings;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Titan V2's wire format, streamed: a tree of {@code dimensions} number nodes a text costs more than the call itself. */
final class TitanJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final int dimensions;

    TitanJson(int dimensions) {
        this.dimensions = dimensions;
    }

    byte[] request(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 3 * text.length());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("inputText", text);
            json.writeNumberProperty("dimensions", dimensions);
            json.writeBooleanProperty("normalize", true);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    float[] vector(byte[] answer) {
        try (JsonParser json = JSON.createParser(answer)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.PROPERTY_NAME
                        && json.currentName().equals("embedding")) {
                    return numbers(json);
                }
            }
        }
        throw new IllegalStateException("the model's answer holds no embedding");
    }

    private float[] numbers(JsonParser json) {
        float[] vector = new float[dimensions];
        int found = 0;
        json.nextToken();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (found < dimensions) {
                vector[found] = json.getFloatValue();
            }
            found++;
        }
        if (found != dimensions) {
            throw new IllegalStateException("expected an embedding of " + dimensions + " numbers, found " + found);
        }
        return vector;
    }
}

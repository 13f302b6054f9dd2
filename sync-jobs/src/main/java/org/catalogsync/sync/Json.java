package org.catalogsync.sync;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON of facts, manifests, reports and {@code --json}: snake_case, unknown properties ignored so that an older run can be shown by a newer program. */
public final class Json {

    private Json() {}

    public static JsonMapper mapper() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** The same for people: indented. */
    public static JsonMapper indented() {
        return mapper().rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
    }
}

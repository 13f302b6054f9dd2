package org.catalogsync.cdc.decode;

import java.nio.CharBuffer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.catalogsync.cdc.decode.Envelope.Kind;
import org.catalogsync.cdc.decode.Envelope.Scalar;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads the JSON of a record token by token. Strict where a lenient reader would guess: one object, each key once, nothing behind it. */
final class EnvelopeReader {
    /** DMS nests five deep. */
    private static final int MAX_DEPTH = 32;

    private static final int MAX_NUMBER = 256;
    private static final int MAX_NAME = 1_024;

    /** Keys of a control part that are no names of columns. */
    private static final Set<String> STRUCTURE = Set.of("table-def", "columns", "primary-key", "collation-name");

    /** Keeps no table of names from record to record: one record of colliding names leaves that table broken, and a later, innocent record then fails with an exception that is no complaint about its text. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .maxNameLength(MAX_NAME)
                    .build())
            .build();

    private final DmsColumns columns;

    EnvelopeReader(DmsColumns columns) {
        this.columns = columns;
    }

    Envelope read(byte[] record) throws Unreadable {
        CharBuffer chars = JsonText.decode(record);
        int from = chars.arrayOffset() + chars.position();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), chars.array(), from, chars.remaining())) {
            return read(json, record);
        }
    }

    private Envelope read(JsonParser json, byte[] record) throws Unreadable {
        try {
            JsonToken first = json.nextToken();
            if (first == null) {
                throw new Unreadable("empty_record", "", "one JSON object", "nothing");
            }
            if (first != JsonToken.START_OBJECT) {
                json.skipChildren();
                throw new Unreadable("not_an_object", "", "one JSON object", Excerpt.of(record));
            }
            Envelope envelope = root(json);
            refuseMore(json);
            return envelope;
        } catch (StreamConstraintsException tooMuch) {
            boolean deep = json.streamReadContext().getNestingDepth() >= MAX_DEPTH;
            throw new Unreadable(
                    deep ? "too_deep" : "over_limits",
                    place(tooMuch),
                    "at most " + MAX_DEPTH + " levels, numbers of " + MAX_NUMBER + " and names of " + MAX_NAME
                            + " characters",
                    Excerpt.of(tooMuch.getOriginalMessage()));
        } catch (JacksonException notJson) {
            throw new Unreadable(
                    "bad_json",
                    place(notJson),
                    "one JSON object (" + Excerpt.of(notJson.getOriginalMessage(), 200) + ")",
                    Excerpt.of(record));
        }
    }

    private static String place(JacksonException problem) {
        return problem.getLocation() == null
                ? ""
                : "character " + problem.getLocation().getCharOffset();
    }

    private static void refuseMore(JsonParser json) throws Unreadable {
        boolean more;
        try {
            more = json.nextToken() != null;
        } catch (JacksonException garbage) {
            more = true;
        }
        if (more) {
            throw new Unreadable(
                    "trailing_garbage",
                    "character " + json.currentTokenLocation().getCharOffset(),
                    "the end of the record",
                    "more");
        }
    }

    private Envelope root(JsonParser json) throws Unreadable {
        Envelope envelope = new Envelope();
        Keys keys = new Keys("");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = keys.next(json.currentName());
            JsonToken value = json.nextToken();
            switch (name) {
                case "metadata" -> metadata(json, value, envelope);
                case "data" -> envelope.now = row(json, value, envelope.data, name);
                case "before-image" -> envelope.before = row(json, value, envelope.beforeImage, name);
                case "control" -> control(json, value, envelope);
                default -> json.skipChildren();
            }
        }
        return envelope;
    }

    private static void metadata(JsonParser json, JsonToken value, Envelope envelope) throws Unreadable {
        if (!begins(json, value, envelope.metadata)) {
            return;
        }
        Keys keys = new Keys("metadata.");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = keys.next(json.currentName());
            json.nextToken();
            switch (name) {
                case "record-type" -> envelope.recordType = scalar(json);
                case "operation" -> envelope.operation = scalar(json);
                case "schema-name" -> envelope.schema = scalar(json);
                case "table-name" -> envelope.table = scalar(json);
                case "timestamp" -> envelope.timestamp = scalar(json);
                case "commit-timestamp" -> envelope.commitTimestamp = scalar(json);
                case "stream-position" -> envelope.position = scalar(json);
                case "transaction-record-id" -> envelope.recordId = scalar(json);
                default -> json.skipChildren();
            }
        }
    }

    private static Scalar scalar(JsonParser json) {
        Kind kind = kind(json.currentToken());
        if (kind == Kind.NULL) {
            return Scalar.NULL;
        }
        if (kind == Kind.OBJECT || kind == Kind.ARRAY) {
            json.skipChildren();
            return new Scalar(kind, kind == Kind.OBJECT ? "an object" : "an array");
        }
        return new Scalar(kind, json.getString());
    }

    private Cells row(JsonParser json, JsonToken value, Envelope.Part part, String name) throws Unreadable {
        Cells cells = new Cells(name, columns);
        if (!begins(json, value, part)) {
            return cells;
        }
        Keys keys = new Keys(name + ".");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String column = keys.next(json.currentName());
            JsonToken token = json.nextToken();
            int place = columns.place(column);
            if (place < 0) {
                cells.alsoHas(column);
                json.skipChildren();
            } else {
                cell(json, token, cells, place, column);
            }
        }
        return cells;
    }

    private static void cell(JsonParser json, JsonToken token, Cells cells, int place, String column) {
        switch (token) {
            case VALUE_NULL -> cells.put(place, column, null);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                String number = json.getString();
                String plain = JsonText.plain(number);
                if (plain == null) {
                    cells.refuse(place, column, "bad_number", "a number of reasonable size", Excerpt.of(number));
                } else {
                    cells.put(place, column, plain);
                }
            }
            case START_OBJECT, START_ARRAY -> {
                json.skipChildren();
                String found = token == JsonToken.START_OBJECT ? "an object" : "an array";
                cells.refuse(place, column, "wrong_type", "a text, a number, a truth value or null", found);
            }
            default -> cells.put(place, column, json.getString());
        }
    }

    private void control(JsonParser json, JsonToken value, Envelope envelope) throws Unreadable {
        if (begins(json, value, envelope.control)) {
            mentions(json, envelope, "control");
        }
    }

    /** Collects the names below a control part, whatever its shape: AWS documents none for changed columns. */
    private void mentions(JsonParser json, Envelope envelope, String path) throws Unreadable {
        boolean definition = path.equals("control.table-def.columns");
        if (definition) {
            envelope.definition = new LinkedHashSet<>();
        }
        Keys keys = new Keys(path + ".");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = keys.next(json.currentName());
            if (definition && envelope.definition != null) {
                envelope.definition.add(name);
            }
            mention(envelope, name);
            JsonToken value = json.nextToken();
            if (name.equals("primary-key")) {
                json.skipChildren(); // names the key in every definition, and no change
            } else if (value == JsonToken.START_OBJECT) {
                mentions(json, envelope, path + "." + name);
            } else if (value == JsonToken.START_ARRAY) {
                mentionsOfArray(json, envelope, path + "." + name);
            } else if (value == JsonToken.VALUE_STRING) {
                mention(envelope, json.getString());
            }
        }
    }

    private void mentionsOfArray(JsonParser json, Envelope envelope, String path) throws Unreadable {
        JsonToken value = json.nextToken();
        for (; value != JsonToken.END_ARRAY; value = json.nextToken()) {
            if (value == JsonToken.START_OBJECT) {
                mentions(json, envelope, path + "[]");
            } else if (value == JsonToken.START_ARRAY) {
                mentionsOfArray(json, envelope, path + "[]");
            } else if (value == JsonToken.VALUE_STRING) {
                mention(envelope, json.getString());
            }
        }
    }

    private void mention(Envelope envelope, String name) {
        envelope.mentionsAny |= !STRUCTURE.contains(name);
        if (columns.place(name) >= 0) {
            envelope.mentioned.add(name);
        }
    }

    /** Notes what a part is, and whether its keys follow. */
    private static boolean begins(JsonParser json, JsonToken value, Envelope.Part part) {
        Kind kind = kind(value);
        if (kind == Kind.OBJECT) {
            part.is(kind, "an object");
            return true;
        }
        part.is(kind, kind == Kind.ARRAY ? "an array" : Excerpt.of(json.getString()));
        json.skipChildren();
        return false;
    }

    private static Kind kind(JsonToken token) {
        return switch (token) {
            case VALUE_NULL -> Kind.NULL;
            case VALUE_STRING -> Kind.STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
            case START_OBJECT -> Kind.OBJECT;
            case START_ARRAY -> Kind.ARRAY;
            default -> throw new IllegalStateException("no value begins with " + token);
        };
    }

    /** The keys of one object so far. JSON leaves open which of two equal keys counts, so neither does. */
    private static final class Keys {
        private final Set<String> seen = new HashSet<>();
        private final String path;

        Keys(String path) {
            this.path = path;
        }

        String next(String name) throws Unreadable {
            if (!seen.add(name)) {
                throw new Unreadable("duplicate_key", path + Excerpt.of(name), "each key once", "the key twice");
            }
            return name;
        }
    }
}

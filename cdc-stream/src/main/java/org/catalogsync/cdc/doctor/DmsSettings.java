package org.catalogsync.cdc.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code aws dms describe-endpoints}, {@code describe-replication-tasks} and {@code describe-replication-configs} print.
 *
 * @param endpoints the target endpoints for Kinesis
 * @param tasks tasks and, of DMS Serverless, replication configs
 */
public record DmsSettings(List<Endpoint> endpoints, List<Task> tasks) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String EXPECTED = "what `aws dms describe-endpoints`, `describe-replication-tasks` or"
            + " `describe-replication-configs` prints: an object with Endpoints, ReplicationTasks or"
            + " ReplicationConfigs";
    private static final int EXCERPT = 60;

    /** @param settings its {@code KinesisSettings}, of any shape where it has none */
    public record Endpoint(String name, String arn, JsonNode settings) {}

    /**
     * @param type {@code full-load}, {@code cdc} or {@code full-load-and-cdc}
     * @param target the ARN of the endpoint that it writes to
     * @param settings the task's settings, which AWS prints as a JSON text inside the JSON
     * @param mappings the rules of the tables, printed like that as well
     */
    public record Task(String name, String type, String target, JsonNode settings, JsonNode mappings) {}

    /** Reads the files as one. */
    public static DmsSettings read(List<Path> files) {
        DmsSettings all = new DmsSettings(new ArrayList<>(), new ArrayList<>());
        for (Path file : files) {
            all.add(file.toString(), parse(file.toString(), bytes(file)));
        }
        return all;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnreadableSettings(file.toString(), "a readable file", e.toString());
        }
    }

    private static JsonNode parse(String where, byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new UnreadableSettings(where, EXPECTED, "no JSON (" + e.getOriginalMessage() + ")");
        }
    }

    private void add(String file, JsonNode printed) {
        boolean known = false;
        for (JsonNode endpoint : list(file, printed, "Endpoints")) {
            addEndpoint(endpoint);
        }
        known |= printed.has("Endpoints");
        for (String[] shape : new String[][] {
            {"ReplicationTasks", "ReplicationTaskIdentifier", "MigrationType", "ReplicationTaskSettings"},
            {"ReplicationConfigs", "ReplicationConfigIdentifier", "ReplicationType", "ReplicationSettings"}
        }) {
            int number = 0;
            for (JsonNode task : list(file, printed, shape[0])) {
                String where = file + ": " + shape[0] + "[" + number++ + "]";
                addTask(where, task, shape[1], shape[2], shape[3]);
            }
            known |= printed.has(shape[0]);
        }
        if (!known) {
            throw new UnreadableSettings(file, EXPECTED, excerpt(printed));
        }
    }

    private static JsonNode list(String file, JsonNode printed, String name) {
        JsonNode list = printed.path(name);
        if (!list.isMissingNode() && !list.isArray()) {
            throw new UnreadableSettings(file + ": " + name, "a list", excerpt(list));
        }
        return list;
    }

    /** The source's endpoint and targets of other kinds have nothing to do with the stream. */
    private void addEndpoint(JsonNode endpoint) {
        boolean kinesis = endpoint.path("EngineName").asString("").equalsIgnoreCase("kinesis")
                || endpoint.path("KinesisSettings").isObject();
        if (kinesis) {
            String arn = endpoint.path("EndpointArn").asString("");
            endpoints.add(new Endpoint(
                    endpoint.path("EndpointIdentifier").asString(arn), arn, endpoint.path("KinesisSettings")));
        }
    }

    private void addTask(String where, JsonNode task, String identifier, String type, String settings) {
        tasks.add(new Task(
                task.path(identifier).asString(where),
                task.path(type).asString(""),
                task.path("TargetEndpointArn").asString(""),
                inner(where, task, settings),
                inner(where, task, "TableMappings")));
    }

    private static JsonNode inner(String where, JsonNode task, String name) {
        JsonNode value = task.path(name);
        JsonNode inner = value.isString() ? parse(where + "." + name, text(value)) : value;
        if (!inner.isObject()) {
            throw new UnreadableSettings(where + "." + name, "a JSON object as text", excerpt(value));
        }
        return inner;
    }

    private static byte[] text(JsonNode value) {
        return value.asString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static String excerpt(JsonNode value) {
        String text = value.isMissingNode() ? "nothing" : value.toString();
        return text.isEmpty() ? "nothing" : text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }
}

package org.catalogsync.cdc.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What AWS prints of DMS that is set right, to be spoilt in one place by a test. */
final class Printed {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TARGET = "arn:aws:dms:ap-northeast-1:111122223333:endpoint:KINESIS";
    private static final String MAPPINGS = """
            {"rules": [
              {"rule-type": "selection", "rule-id": "1", "rule-name": "1", "rule-action": "include",
               "object-locator": {"schema-name": "erp", "table-name": "PROD%"}, "filters": []},
              {"rule-type": "object-mapping", "rule-id": "2", "rule-name": "2", "rule-action": "map-record-to-record",
               "object-locator": {"schema-name": "erp", "table-name": "PRODUCTS"},
               "mapping-parameters": {"partition-key-type": "primary-key"}}]}""";
    private static final String SETTINGS = """
            {"TargetMetadata": {"ParallelApplyThreads": 0, "ParallelApplyQueuesPerThread": 0},
             "FullLoadSettings": {"TargetTablePrepMode": "DO_NOTHING", "StopTaskCachedChangesApplied": false,
               "StopTaskCachedChangesNotApplied": false},
             "BeforeImageSettings": {"EnableBeforeImage": true, "FieldName": "before-image", "ColumnFilter": "all"},
             "ErrorBehavior": {"DataErrorPolicy": "LOG_ERROR"},
             "CharacterSetSettings": null,
             "ChangeProcessingDdlHandlingPolicy": {"HandleSourceTableAltered": true},
             "ValidationSettings": {"EnableValidation": false}}""";

    final ObjectNode endpoints;
    final ObjectNode mappings = object(MAPPINGS);
    final ObjectNode settings = object(SETTINGS);
    String type = "full-load-and-cdc";

    Printed() {
        try (InputStream file = Objects.requireNonNull(Printed.class.getResourceAsStream("/dms/endpoints.json"))) {
            endpoints = (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    ObjectNode kinesis() {
        return (ObjectNode) endpoints.at("/Endpoints/1/KinesisSettings");
    }

    ObjectNode setting(String section) {
        return (ObjectNode) settings.get(section);
    }

    ObjectNode rule(int number) {
        return (ObjectNode) mappings.path("rules").get(number);
    }

    /** Two files: the endpoints, and a task of that name. */
    List<Path> files(Path folder, String task) {
        ObjectNode one = JSON.createObjectNode()
                .put("ReplicationTaskIdentifier", task)
                .put("MigrationType", type)
                .put("TargetEndpointArn", TARGET)
                .put("TableMappings", mappings.toString())
                .put("ReplicationTaskSettings", settings.toString());
        ObjectNode printed = JSON.createObjectNode();
        printed.putArray("ReplicationTasks").add(one);
        return List.of(
                write(folder.resolve("endpoints.json"), endpoints), write(folder.resolve(task + ".json"), printed));
    }

    /** The same as DMS Serverless prints it. */
    Path config(Path folder) {
        ObjectNode one = JSON.createObjectNode()
                .put("ReplicationConfigIdentifier", "erp-serverless")
                .put("ReplicationType", type)
                .put("TargetEndpointArn", TARGET)
                .put("TableMappings", mappings.toString())
                .put("ReplicationSettings", settings.toString());
        ObjectNode printed = JSON.createObjectNode();
        printed.putArray("ReplicationConfigs").add(one);
        return write(folder.resolve("config.json"), printed);
    }

    private static Path write(Path file, ObjectNode json) {
        try {
            return Files.writeString(file, json.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.catalogsync.devstack.events;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where SQS is, looked up for each delivery: the part may be started later than we are, and elsewhere after a restart. */
record SqsAddress(Path stackFile) {

    Optional<URI> find() {
        try {
            for (JsonNode part :
                    JsonMapper.shared().readTree(Files.readString(stackFile)).path("parts")) {
                if (part.path("part").asString("").equals("sqs")
                        && part.path("url").isString()) {
                    return Optional.of(URI.create(part.path("url").asString()));
                }
            }
            return Optional.empty();
        } catch (IOException | JacksonException notThereYet) {
            return Optional.empty();
        }
    }
}

package org.catalogsync.part.erp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where Kinesis is, looked up whenever it does not answer: the part may be started later than we are, and elsewhere after a restart. */
record KinesisAddress(Path stackFile) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Optional<URI> find() {
        try {
            for (JsonNode part : JSON.readTree(stackFile.toFile()).path("parts")) {
                if (part.path("part").asText().equals("kinesis")
                        && part.path("url").isTextual()) {
                    return Optional.of(URI.create(part.path("url").asText()));
                }
            }
            return Optional.empty();
        } catch (IOException notThereYet) {
            return Optional.empty();
        }
    }
}

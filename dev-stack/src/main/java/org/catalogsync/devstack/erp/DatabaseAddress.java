package org.catalogsync.devstack.erp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the ERP's database is, looked up for each question: the part may be started later than we are, and elsewhere after a restart.
 *
 * @param configured {@code ERP_JDBC_URL} where somebody has set it; then that one counts
 */
record DatabaseAddress(@Nullable String configured, Path stackFile) {

    /** The JDBC address. */
    Optional<String> find() {
        return configured == null || configured.isBlank() ? ofThePart() : Optional.of(configured);
    }

    private Optional<String> ofThePart() {
        try {
            for (JsonNode part :
                    JsonMapper.shared().readTree(Files.readString(stackFile)).path("parts")) {
                if (part.path("part").asString("").equals("erp")
                        && part.path("url").isString()) {
                    return Optional.of("jdbc:" + part.path("url").asString() + "/erp?user=erp&password=erp");
                }
            }
            return Optional.empty();
        } catch (IOException | JacksonException notThereYet) {
            return Optional.empty();
        }
    }
}

package org.catalogsync.sync.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.catalogsync.quality.tally.Example;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what a person reads of a run: {@code index.html}, which needs nothing but itself, and {@code report.json} with the same numbers. The same run gives the same bytes, whenever it is written.
 */
public final class Report {

    private Report() {}

    /**
     * Writes both files, each whole or not at all: no reader ever sees half of one.
     *
     * @param folder where they go; made if it is absent
     * @param examples a few occurrences by the id of rule or warning
     * @param json decides the spelling of names, which is the one of {@code --json}
     */
    public static void write(Path folder, RunSummary summary, Map<String, List<Example>> examples, JsonMapper json)
            throws IOException {
        Files.createDirectories(folder);
        replace(folder.resolve("report.json"), json(summary, examples, json));
        replace(folder.resolve("index.html"), PageTemplate.render(Page.of(summary, examples)));
    }

    /** The object of {@code --json} and, beside its members, {@code examples}. */
    private static String json(RunSummary summary, Map<String, List<Example>> examples, JsonMapper json) {
        ObjectNode document = json.valueToTree(summary);
        document.set("examples", json.valueToTree(examples));
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static void replace(Path file, String text) throws IOException {
        // Not createTempFile: its files are for their owner's eyes only, and a report is for everybody's.
        Path draft = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            // Not writeString: it refuses half a surrogate pair, and no row may keep a report from being written.
            Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}

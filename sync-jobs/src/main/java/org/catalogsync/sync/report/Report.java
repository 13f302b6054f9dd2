package org.catalogsync.sync.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.catalogsync.quality.tally.Example;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a person reads of a run: {@code index.html}, which needs nothing but itself, and {@code report.json} with the same numbers. */
public final class Report {
    private static final String TEMPLATE = "/report/index.mustache";

    private Report() {}

    /**
     * Writes both files whole or not at all: a reader, and a second writer, never sees half of one.
     *
     * @param folder where they go; made if it is absent
     * @param examples a few occurrences by the id of rule or warning
     */
    public static void write(Path folder, RunSummary summary, Map<String, List<Example>> examples, JsonMapper json)
            throws IOException {
        Files.createDirectories(folder);
        replace(folder.resolve("report.json"), json(summary, examples, json));
        replace(folder.resolve("index.html"), template().execute(summary));
    }

    private static String json(RunSummary summary, Map<String, List<Example>> examples, JsonMapper json) {
        ObjectNode document = json.valueToTree(summary);
        document.set("examples", json.valueToTree(examples));
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    }

    private static Template template() throws IOException {
        try (InputStream bytes = Objects.requireNonNull(Report.class.getResourceAsStream(TEMPLATE), TEMPLATE);
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            return Mustache.compiler().escapeHTML(true).defaultValue("").compile(text);
        }
    }

    private static void replace(Path file, String text) throws IOException {
        // Not createTempFile: its files are for their owner's eyes only, and a report is for everybody's.
        Path draft = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}

package org.catalogsync.devstack.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.catalogsync.devstack.PartName;
import org.catalogsync.devstack.part.Site;
import org.catalogsync.devstack.process.ProcessId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code stack.json}: the parts that were started and their processes.
 *
 * <p>A record that cannot be read is set aside and counts as empty; the processes behind it are still found by their
 * marker.
 */
final class StackRecord {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path var;
    private final Path file;

    StackRecord(Path var) {
        this.var = var;
        this.file = var.resolve("stack.json");
    }

    Map<PartName, RunningPart> read() throws IOException {
        if (!Files.exists(file)) {
            return new EnumMap<>(PartName.class);
        }
        try {
            return parts(JSON.readValue(Files.readString(file), Document.class));
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException unreadable) {
            Path aside = file.resolveSibling("stack.json.unreadable");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            System.err.println(
                    "stack.json could not be read (" + firstLine(unreadable) + "); it was moved to " + aside);
            return new EnumMap<>(PartName.class);
        }
    }

    void write(Collection<RunningPart> parts, Function<RunningPart, Health> health) throws IOException {
        List<Line> lines = parts.stream()
                .map(part -> Line.of(part, health.apply(part).words()))
                .toList();
        replace(file, JSON.writeValueAsString(new Document(lines)) + "\n");
    }

    static String json(List<PartStatus> statuses) {
        List<Line> lines = statuses.stream()
                .map(status -> status.running()
                        .map(part -> Line.of(part, status.health().words()))
                        .orElseGet(() -> Line.down(status.name())))
                .toList();
        return JSON.writeValueAsString(new Document(lines));
    }

    /** Readers see the old text or the new one, never half of it. */
    static void replace(Path file, String text) throws IOException {
        Path fresh = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Map<PartName, RunningPart> parts(Document document) {
        Map<PartName, RunningPart> parts = new EnumMap<>(PartName.class);
        if (document.parts() != null) {
            document.parts().forEach(line -> line.part(var).ifPresent(part -> parts.put(part.name(), part)));
        }
        return parts;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private record Document(@Nullable List<Line> parts) {

        private Document {
            parts = parts == null ? null : new ArrayList<>(parts);
        }
    }

    private record Line(
            String part,
            @Nullable String url,
            @Nullable Long pid,
            @Nullable Integer port,
            @Nullable String started,
            String health,
            @Nullable String data,
            @Nullable String log) {

        static Line of(RunningPart part, String health) {
            return new Line(
                    part.name().label(),
                    part.url().toString(),
                    part.process().pid(),
                    part.port(),
                    part.process().started().toString(),
                    health,
                    part.data().toString(),
                    part.log().toString());
        }

        static Line down(PartName name) {
            return new Line(name.label(), null, null, null, null, Health.DOWN.words(), null, null);
        }

        java.util.Optional<RunningPart> part(Path var) {
            if (url == null || pid == null || started == null || data == null || log == null) {
                return java.util.Optional.empty();
            }
            return PartName.labelled(part)
                    .map(name -> new RunningPart(
                            name,
                            URI.create(url),
                            new ProcessId(pid, Instant.parse(started), Site.marker(name, var)),
                            Path.of(data),
                            Path.of(log)));
        }
    }
}

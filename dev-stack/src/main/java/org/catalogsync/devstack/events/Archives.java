package org.catalogsync.devstack.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.catalogsync.devstack.http.ApiError;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Machine;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All archives; what was made or kept is in a file before it is answered. */
final class Archives {

    /** Of one archive; then the oldest events go. */
    static final int MOST_EVENTS = 50_000;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Archive>> FILE_FORMAT = new TypeReference<>() {};
    private static final String ANYTHING = "{\"version\":[{\"exists\":true}]}";

    private final Path folder;
    private final Map<String, Kept> archives = new ConcurrentSkipListMap<>();

    private Archives(Path folder) {
        this.folder = folder;
    }

    static Archives in(Path folder) throws IOException {
        Archives archives = new Archives(folder);
        Files.createDirectories(folder);
        if (Files.exists(archives.list())) {
            for (Archive archive : JSON.readValue(Files.readString(archives.list()), FILE_FORMAT)) {
                archives.archives.put(archive.name(), archives.opened(archive));
            }
        }
        return archives;
    }

    synchronized void create(Archive archive) {
        if (archives.containsKey(archive.name())) {
            throw new ApiError(400, "ResourceAlreadyExistsException", "Archive " + archive.name() + " already exists.");
        }
        try {
            // A process that was killed while it deleted an archive may have left its events.
            Files.deleteIfExists(fileOf(archive));
            archives.put(archive.name(), opened(archive));
            save();
        } catch (IOException e) {
            throw new UncheckedIOException("Archive " + archive.name(), e);
        }
    }

    synchronized void delete(String name) {
        Kept kept = kept(name);
        archives.remove(name);
        try {
            save();
            kept.events().delete();
        } catch (IOException e) {
            throw new UncheckedIOException("Archive " + name, e);
        }
    }

    Kept kept(String name) {
        Kept kept = archives.get(name);
        if (kept == null) {
            throw new ApiError(400, "ResourceNotFoundException", "Archive " + name + " does not exist.");
        }
        return kept;
    }

    List<Kept> all() {
        return List.copyOf(archives.values());
    }

    /** Keeps an event that was accepted on a bus in every archive that wants it. */
    void keep(String bus, Instant time, String envelope) {
        for (Kept kept : archives.values()) {
            if (kept.archive().bus().equals(bus) && kept.wants(envelope)) {
                try {
                    kept.events().add(time, envelope);
                } catch (IOException e) {
                    throw new UncheckedIOException("Archive " + kept.archive().name(), e);
                }
            }
        }
    }

    private Kept opened(Archive archive) throws IOException {
        Machine machine = Machine.builder().build();
        machine.addRule(archive.name(), archive.eventPattern() == null ? ANYTHING : archive.eventPattern());
        return new Kept(archive, machine, ArchivedEvents.in(fileOf(archive), MOST_EVENTS));
    }

    private void save() throws IOException {
        KeptFile.replace(
                list(),
                JSON.writeValueAsString(
                        archives.values().stream().map(Kept::archive).toList()));
    }

    private Path list() {
        return folder.resolve("archives.json");
    }

    private Path fileOf(Archive archive) {
        return folder.resolve(archive.name() + ".events");
    }

    /** An archive with what it holds. */
    record Kept(Archive archive, Machine machine, ArchivedEvents events) {

        boolean wants(String envelope) {
            try {
                return !machine.rulesForJSONEvent(envelope).isEmpty();
            } catch (Exception e) {
                throw new IllegalArgumentException("The matching engine refused the event " + envelope, e);
            }
        }

        /** From when on events may be replayed. */
        @Nullable
        Instant oldest(Instant now) {
            return archive.retentionDays() == 0 ? null : now.minus(java.time.Duration.ofDays(archive.retentionDays()));
        }
    }
}

package org.catalogsync.devstack.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.catalogsync.devstack.http.ApiError;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All buses; every change is in the file before it is answered. */
final class Buses {

    static final String DEFAULT = "default";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, List<Rule>>> FILE_FORMAT = new TypeReference<>() {};

    private final Path file;
    private final Map<String, Bus> buses = new ConcurrentSkipListMap<>();

    private Buses(Path file) {
        this.file = file;
        buses.put(DEFAULT, new Bus(DEFAULT, Map.of()));
    }

    static Buses in(Path file) throws IOException {
        Buses buses = new Buses(file);
        if (Files.exists(file)) {
            JSON.readValue(Files.readString(file), FILE_FORMAT).forEach(buses::load);
        }
        return buses;
    }

    /** The bus of that name or ARN. */
    Bus bus(String nameOrArn) {
        String name = Arns.nameIn(nameOrArn);
        Bus bus = buses.get(name);
        if (bus == null) {
            throw new ApiError(400, "ResourceNotFoundException", "Event bus " + name + " does not exist.");
        }
        return bus;
    }

    boolean exists(String nameOrArn) {
        return buses.containsKey(Arns.nameIn(nameOrArn));
    }

    List<Bus> all() {
        return List.copyOf(buses.values());
    }

    synchronized void create(String name) {
        if (buses.containsKey(name)) {
            throw new ApiError(400, "ResourceAlreadyExistsException", "Event bus " + name + " already exists.");
        }
        buses.put(name, new Bus(name, Map.of()));
        save();
    }

    synchronized void delete(String name) {
        if (name.equals(DEFAULT)) {
            throw new ApiError(400, "ValidationException", "Cannot delete event bus default.");
        }
        buses.remove(name);
        save();
    }

    synchronized void change(String name, UnaryOperator<Bus> change) {
        Bus bus = bus(name);
        buses.put(bus.name(), change.apply(bus));
        save();
    }

    private void load(String name, List<Rule> rules) {
        Map<String, Rule> byName = rules.stream().collect(Collectors.toMap(Rule::name, rule -> rule));
        buses.put(name, new Bus(name, byName));
    }

    private void save() {
        Map<String, List<Rule>> content = new TreeMap<>();
        buses.forEach((name, bus) -> content.put(name, List.copyOf(bus.rules().values())));
        try {
            KeptFile.replace(file, JSON.writeValueAsString(content));
        } catch (IOException e) {
            throw new UncheckedIOException("Rules could not be kept in " + file, e);
        }
    }
}

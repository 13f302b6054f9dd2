package org.catalogsync.chat.retrieve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names under which readers know a series besides its title. A group of names finds a series as soon as one of them is its title or its reading. */
public final class Aliases {
    public static final Aliases NONE = new Aliases(List.of());

    private final Map<String, Set<String>> othersByName = new HashMap<>();

    private Aliases(Collection<List<String>> groups) {
        for (List<String> group : groups) {
            List<String> keys = group.stream()
                    .map(Spelling::key)
                    .filter(key -> !key.isEmpty())
                    .toList();
            keys.forEach(key ->
                    othersByName.computeIfAbsent(key, k -> new HashSet<>()).addAll(keys));
        }
    }

    /** Those that come with the service, and more of them. */
    public static Aliases wellKnownAnd(Collection<List<String>> more) {
        List<List<String>> groups = new ArrayList<>(wellKnown());
        groups.addAll(more);
        return new Aliases(groups);
    }

    /**
     * Groups as a setting writes them: names separated by {@code =}, groups by {@code ;}.
     *
     * @throws IllegalArgumentException for a group of fewer than two names
     */
    public static List<List<String>> parse(String setting) {
        List<List<String>> groups = new ArrayList<>();
        for (String group : setting.split(";", -1)) {
            if (!group.isBlank()) {
                groups.add(group(group, "="));
            }
        }
        return groups;
    }

    private static List<List<String>> wellKnown() {
        try (InputStream lines = Aliases.class.getResourceAsStream("aliases.tsv")) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> group(line, "\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("aliases.tsv is part of this module", e);
        }
    }

    private static List<String> group(String line, String separator) {
        List<String> names = new ArrayList<>();
        for (String name : line.split(separator, -1)) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        if (names.size() < 2) {
            throw new IllegalArgumentException("a group of aliases has two names or more: '" + line + "'");
        }
        return names;
    }

    /** All names of the group of a name, as they are compared. */
    Set<String> of(String key) {
        return othersByName.getOrDefault(key, Set.of());
    }
}

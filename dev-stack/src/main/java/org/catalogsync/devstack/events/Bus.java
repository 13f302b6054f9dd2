package org.catalogsync.devstack.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Machine;

/** A bus and its rules by name; immutable, so that matching needs no lock. */
final class Bus {

    private final String name;
    private final Map<String, Rule> rules;
    private final Machine machine;

    Bus(String name, Map<String, Rule> rules) {
        this.name = name;
        this.rules = Map.copyOf(rules);
        this.machine = machineFor(this.rules);
    }

    String name() {
        return name;
    }

    /** In the order of their names, as lists of rules are answered. */
    Map<String, Rule> rules() {
        return new TreeMap<>(rules);
    }

    @Nullable
    Rule rule(String rule) {
        return rules.get(rule);
    }

    Bus with(Rule rule) {
        Map<String, Rule> changed = new LinkedHashMap<>(rules);
        changed.put(rule.name(), rule);
        return new Bus(name, changed);
    }

    Bus without(String rule) {
        Map<String, Rule> changed = new LinkedHashMap<>(rules);
        changed.remove(rule);
        return new Bus(name, changed);
    }

    /** The rules that an event's envelope matches. */
    List<Rule> matching(String envelope) {
        try {
            return machine.rulesForJSONEvent(envelope).stream()
                    .distinct()
                    .map(rules::get)
                    .filter(java.util.Objects::nonNull)
                    .toList();
        } catch (Exception e) {
            throw new IllegalArgumentException("The matching engine refused the event " + envelope, e);
        }
    }

    private static Machine machineFor(Map<String, Rule> rules) {
        Machine machine = Machine.builder().build();
        rules.values().stream().filter(Rule::enabled).forEach(rule -> add(machine, rule));
        return machine;
    }

    private static void add(Machine machine, Rule rule) {
        if (rule.eventPattern() == null) {
            return;
        }
        try {
            machine.addRule(rule.name(), rule.eventPattern());
        } catch (IOException e) {
            throw new UncheckedIOException("The pattern of rule " + rule.name(), e);
        }
    }
}

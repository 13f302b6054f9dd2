package org.catalogsync.sync.run;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run found out, by name, as JSON. A unit of work writes its receipt here inside the transaction that moves its checkpoint, so a receipt is there exactly when the unit is committed.
 */
public final class RunFacts {
    private final FactTable table;
    private final JsonMapper json;
    private final long run;

    public RunFacts(FactTable table, JsonMapper json, long run) {
        this.table = table;
        this.json = json;
        this.run = run;
    }

    public long run() {
        return run;
    }

    /** Writes or replaces a fact. */
    public void put(String name, Object value) {
        table.put(run, name, json.writeValueAsString(value));
    }

    /** Writes a fact that stays even if the step that found it fails, such as why it failed. */
    public void keep(String name, Object value) {
        table.keep(run, name, json.writeValueAsString(value));
    }

    public void remove(String name) {
        table.remove(run, name);
    }

    public <T> Optional<T> find(String name, Class<T> type) {
        return table.find(run, name).map(text -> json.readValue(text, type));
    }

    /** A fact that an earlier step must have left. */
    public <T> T get(String name, Class<T> type) {
        return find(name, type)
                .orElseThrow(() -> new IllegalStateException("run " + run + " has no fact '" + name + "'"));
    }

    /** A unit's receipt; units sort by number. */
    public void receipt(String step, int unit, Object value) {
        put(receiptName(step, unit), value);
    }

    /** A receipt that stays even if the unit that left it fails. */
    public void keepReceipt(String step, int unit, Object value) {
        keep(receiptName(step, unit), value);
    }

    public <T> T receipt(String step, int unit, Class<T> type) {
        return get(receiptName(step, unit), type);
    }

    /** All receipts of a step in the order of its units. */
    public <T> List<T> receipts(String step, Class<T> type) {
        return table.startingWith(run, step + "/").stream()
                .map(text -> json.readValue(text, type))
                .toList();
    }

    private static String receiptName(String step, int unit) {
        return "%s/%08d".formatted(step, unit);
    }
}

package org.catalogsync.sync.run;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run found out, by name, as JSON. A unit of work writes its receipt here inside the transaction that moves its checkpoint, so a receipt is there exactly when the unit is committed.
 */
public final class RunFacts {
    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final JsonMapper json;
    private final long run;

    /**
     * @param ownTransaction always opens a new transaction
     */
    public RunFacts(JdbcClient jdbc, TransactionTemplate ownTransaction, JsonMapper json, long run) {
        this.jdbc = jdbc;
        this.ownTransaction = ownTransaction;
        this.json = json;
        this.run = run;
    }

    public long run() {
        return run;
    }

    /** Writes or replaces a fact. */
    public void put(String name, Object value) {
        jdbc.sql("DELETE FROM sync_run_fact WHERE run_id = :run AND name = :name")
                .param("run", run)
                .param("name", name)
                .update();
        jdbc.sql("INSERT INTO sync_run_fact (run_id, name, json) VALUES (:run, :name, :json)")
                .param("run", run)
                .param("name", name)
                .param("json", json.writeValueAsString(value))
                .update();
    }

    /** Writes a fact that stays even if the step that found it fails, such as why it failed. */
    public void keep(String name, Object value) {
        ownTransaction.executeWithoutResult(status -> put(name, value));
    }

    public void remove(String name) {
        jdbc.sql("DELETE FROM sync_run_fact WHERE run_id = :run AND name = :name")
                .param("run", run)
                .param("name", name)
                .update();
    }

    public <T> Optional<T> find(String name, Class<T> type) {
        return jdbc.sql("SELECT json FROM sync_run_fact WHERE run_id = :run AND name = :name")
                .param("run", run)
                .param("name", name)
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, type));
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

    public <T> T receipt(String step, int unit, Class<T> type) {
        return get(receiptName(step, unit), type);
    }

    /** All receipts of a step in the order of its units. */
    public <T> List<T> receipts(String step, Class<T> type) {
        return jdbc
                .sql("SELECT json FROM sync_run_fact WHERE run_id = :run AND name LIKE :prefix ORDER BY name")
                .param("run", run)
                .param("prefix", step + "/%")
                .query(String.class)
                .list()
                .stream()
                .map(text -> json.readValue(text, type))
                .toList();
    }

    private static String receiptName(String step, int unit) {
        return "%s/%08d".formatted(step, unit);
    }
}

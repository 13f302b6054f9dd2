package org.catalogsync.sync.run;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** The facts of all runs. */
public final class FactStore {
    private final FactTable table;
    private final JsonMapper json;

    public FactStore(JdbcClient jdbc, PlatformTransactionManager transactions, JsonMapper json) {
        this.table = new JdbcFacts(jdbc, transactions);
        this.json = json;
    }

    public RunFacts of(long run) {
        return new RunFacts(table, json, run);
    }
}

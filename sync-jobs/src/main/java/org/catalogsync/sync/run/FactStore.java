package org.catalogsync.sync.run;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** The facts of all runs. */
public final class FactStore {
    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactions;
    private final JsonMapper json;

    public FactStore(JdbcClient jdbc, PlatformTransactionManager transactions, JsonMapper json) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json;
    }

    /** For those who read, or who write within a transaction that asks for the lease itself. */
    public RunFacts of(long run) {
        return of(run, () -> {});
    }

    /** For the run's owner: what it keeps outside of its units' transactions it writes as long as the lease is its own. */
    public RunFacts of(long run, KeptLease owner) {
        return of(run, owner::checkUntilCommit);
    }

    private RunFacts of(long run, Runnable ownership) {
        return new RunFacts(new JdbcFacts(jdbc, transactions, ownership), json, run);
    }
}

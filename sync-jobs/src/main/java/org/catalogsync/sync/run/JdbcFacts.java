package org.catalogsync.sync.run;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Facts in the job repository's database, in one transaction with the checkpoints. */
final class JdbcFacts implements FactTable {
    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final Runnable ownership;

    /** @param ownership asked inside of each transaction that these facts open themselves; throws where the writer may not write any more */
    JdbcFacts(JdbcClient jdbc, PlatformTransactionManager transactions, Runnable ownership) {
        this.jdbc = jdbc;
        this.ownership = ownership;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void put(long run, String name, String text) {
        remove(run, name);
        jdbc.sql("INSERT INTO sync_run_fact (run_id, name, json) VALUES (:run, :name, :json)")
                .param("run", run)
                .param("name", name)
                .param("json", text)
                .update();
    }

    @Override
    public void keep(long run, String name, String text) {
        ownTransaction.executeWithoutResult(status -> {
            ownership.run();
            put(run, name, text);
        });
    }

    @Override
    public void remove(long run, String name) {
        jdbc.sql("DELETE FROM sync_run_fact WHERE run_id = :run AND name = :name")
                .param("run", run)
                .param("name", name)
                .update();
    }

    @Override
    public Optional<String> find(long run, String name) {
        return jdbc.sql("SELECT json FROM sync_run_fact WHERE run_id = :run AND name = :name")
                .param("run", run)
                .param("name", name)
                .query(String.class)
                .optional();
    }

    @Override
    public List<String> startingWith(long run, String prefix) {
        return jdbc
                .sql("SELECT json FROM sync_run_fact WHERE run_id = :run AND name LIKE :prefix ORDER BY name")
                .param("run", run)
                .param("prefix", prefix + "%")
                .query(String.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }
}

package org.catalogsync.sync.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.sync.run.Lazy;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.staging.BucketedLines;
import org.catalogsync.sync.staging.StagingArea;

/**
 * Asks the ERP for the keys of one unit after another and writes what it says as rows. A unit whose keys are not all answered is not committed, so nothing half-known is ever taken for missing; doing a unit again asks again and
 * replaces its part.
 */
public final class Ask {
    /** The step's name. */
    public static final String STEP = "ask";

    private final RunFacts facts;
    private final StagingArea staging;
    private final Supplier<Questions> questions;
    private final Supplier<Keys.Asked> asked;

    Ask(RunFacts facts, StagingArea staging, Supplier<Questions> questions) {
        this.facts = facts;
        this.staging = staging;
        this.questions = questions;
        this.asked = new Lazy<>(() -> facts.get(Keys.ASKED, Keys.Asked.class));
    }

    /** How many units there are. */
    public int units() {
        return asked.get().units();
    }

    /** Asks for one unit's keys; returns how many. */
    public long ask(int unit) {
        List<KeyLine> keys = keys(unit);
        List<StockAnswer> answers =
                questions.get().ask(keys.stream().map(KeyLine::isbn).toList());
        AnswerRows rows = new AnswerRows();
        long notFound = 0;
        long unreadable = 0;
        for (int i = 0; i < keys.size(); i++) {
            rows.add(keys.get(i), answers.get(i));
            notFound += answers.get(i) instanceof StockAnswer.NotFound ? 1 : 0;
            unreadable += answers.get(i) instanceof StockAnswer.Unreadable ? 1 : 0;
        }
        Staged part = Staged.put(staging.objects(), staging.asked("answers-%08d.csv".formatted(unit)), rows);
        String last = keys.getLast().isbn().value();
        facts.receipt(STEP, unit, new Receipt(part, keys.size(), notFound, unreadable, last));
        return keys.size();
    }

    private List<KeyLine> keys(int unit) {
        int slice = unit;
        for (BucketedLines.Index bucket : asked.get().buckets()) {
            if (slice < bucket.lines().length) {
                List<KeyLine> keys = new ArrayList<>();
                KeyLine.read(bucket.read(staging.objects(), slice), keys::add);
                return keys;
            }
            slice -= bucket.lines().length;
        }
        throw new IllegalArgumentException("unit " + unit + " of " + units());
    }

    /**
     * What the ERP said of a unit's keys.
     *
     * @param part its rows
     * @param asked how many keys
     * @param notFound that the ERP does not have
     * @param unreadable whose answer cannot be relied on
     * @param lastKey the last one: every key of the unit's bucket up to it is answered for
     */
    record Receipt(Staged part, long asked, long notFound, long unreadable, String lastKey) {}
}

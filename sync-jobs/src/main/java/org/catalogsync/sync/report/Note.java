package org.catalogsync.sync.report;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.quality.gate.GateVerdict;

/**
 * Something that stopped nothing and still deserves a look.
 *
 * @param anchor the section of the page that tells more
 */
record Note(String text, String anchor) {

    static List<Note> of(RunSummary summary) {
        List<Note> notes = new ArrayList<>();
        if (!summary.invariants().equals(Invariants.OK)) {
            notes.add(new Note("Sums that must add up do not: " + Visible.of(summary.invariants()) + ".", "steps"));
        }
        add(notes, summary.reconcile().differences().size(), "Differences listed", "differences");
        if (Basics.isAssumed(summary)) {
            notes.add(new Note("The watermark is assumed: nobody vouched for it.", "watermark"));
        }
        if (summary.gate().stream().anyMatch(check -> check.verdict() == GateVerdict.ACCEPTED_BY_OPERATOR)) {
            notes.add(new Note("An operator let the run through a gate.", "gate"));
        }
        add(notes, summary.rows().rejected(), "Rows rejected", "rejected");
        add(notes, summary.plan().held(), "Keys held, which keep what the stores have", "plan");
        add(notes, summary.plan().superseded(), "Keys newer in DynamoDB than in the extract", "plan");
        if (summary.resumedFrom() != null) {
            notes.add(new Note("The run went on where an earlier attempt of it had ended.", "steps"));
        }
        add(notes, summary.rowsRedone(), "Rows done again, whose units died or failed before their commit", "steps");
        return notes;
    }

    private static void add(List<Note> notes, long count, String words, String anchor) {
        if (count > 0) {
            notes.add(new Note(words + ": " + Figures.count(count) + ".", anchor));
        }
    }
}

package org.catalogsync.sync.simulation;

import java.util.Set;

/** A rule of docs/simulation.md that one world does without, to show what it is good for. Only the world around the code under test changes, or the decision that it is handed. */
enum Removed {
    NOTHING(0, ClockModel.EXACT, "all rules on"),
    WATERMARK_LOW(1, ClockModel.COARSE, "the watermark is taken at the end of the extract"),
    WATERMARK_BELOW_OPEN_TRANSACTIONS(
            1, ClockModel.COARSE, "the watermark is the source's time, transactions still open or not"),
    VERSION_ORDER(2, ClockModel.EXACT, "what arrives last wins"),
    FUTURE_IS_QUARANTINED(2, ClockModel.EXACT, "a version from the future is believed"),
    FULL_ROWS(3, ClockModel.EXACT, "some columns are applied under one version", Needs.STREAM, Needs.SOME_COLUMNS),
    HINT_SETTLES_BY_WATERMARK(
            3, ClockModel.COARSE, "a key that was fetched again is done at once", Needs.STREAM, Needs.SOME_COLUMNS),
    COMPARE_AND_SET(4, ClockModel.EXACT, "writes are unconditional"),
    REV_IN_INDEX(4, ClockModel.EXACT, "the index takes what comes last", Needs.STREAM, Needs.SLEEP),
    TOMBSTONES(5, ClockModel.EXACT, "a delete removes the item"),
    HORIZON(5, ClockModel.COARSE, "a record of any age may create an absent key"),
    EXPIRY_ENDS_WITH_LIFE(5, ClockModel.EXACT, "a live write leaves the tombstone's expiry"),
    REJECTED_IS_HELD(6, ClockModel.EXACT, "a rejected row counts as missing"),
    HINT_ON_RETRY(7, ClockModel.EXACT, "only a write of this very try is announced"),
    REGISTER_BEFORE_SCAN(7, ClockModel.EXACT, "a generation is registered after its scan"),
    EVERY_REGISTERED_GENERATION(7, ClockModel.EXACT, "updates go to the live generation only"),
    CONDITIONAL_SWAP(8, ClockModel.EXACT, "the alias moves to whatever a run says", Needs.SLEEP),
    PERMIT(9, ClockModel.EXACT, "a run that was overtaken goes on writing", Needs.SLEEP),
    RECONCILE_BEFORE_SWAP(11, ClockModel.EXACT, "the swap does not wait for a reconcile", Needs.LOSSES),
    STABLE_READS(11, ClockModel.EXACT, "each store is read once"),
    CACHE_NONCE(12, ClockModel.EXACT, "cached answers are only deleted");

    final int rule;
    final ClockModel seenUnder;
    final String meaning;
    final Set<Needs> needs;

    /** What must happen for the rule to be missed. */
    enum Needs {
        /** Changes arrive, and no last night puts right what they left. */
        STREAM,
        SOME_COLUMNS,
        SLEEP,
        LOSSES
    }

    /** @param seenUnder the clocks under which its absence shows sooner */
    Removed(int rule, ClockModel seenUnder, String meaning, Needs... needs) {
        this.rule = rule;
        this.seenUnder = seenUnder;
        this.meaning = meaning;
        this.needs = Set.of(needs);
    }
}

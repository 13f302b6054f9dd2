package org.catalogsync.sync.plan;

/**
 * A plan in numbers. accepted = created + changed + unchanged + superseded + heldRows.
 *
 * @param created keys to create
 * @param changed keys to write with other content
 * @param deleted keys to delete
 * @param unchanged keys that already are as the extract has them
 * @param superseded keys whose stored item is newer than the extract
 * @param held keys that keep what the stores have because their row was rejected
 * @param heldRows accepted rows among them: an older duplicate whose newest row was rejected must not win
 * @param ahead live keys that the extract does not have because they are newer than it
 * @param live items that were live before
 * @param sealed keys that are written again although nothing differs, because a run taken for dead planned to write them
 */
public record PlanTally(
        long created,
        long changed,
        long deleted,
        long unchanged,
        long superseded,
        long held,
        long heldRows,
        long ahead,
        long live,
        long sealed) {

    public static final PlanTally NONE = new PlanTally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public PlanTally plus(PlanTally other) {
        return new PlanTally(
                created + other.created,
                changed + other.changed,
                deleted + other.deleted,
                unchanged + other.unchanged,
                superseded + other.superseded,
                held + other.held,
                heldRows + other.heldRows,
                ahead + other.ahead,
                live + other.live,
                sealed + other.sealed);
    }

    public long writes() {
        return created + changed + deleted + sealed;
    }
}

package org.catalogsync.quality.gate;

/**
 * One check of the gate, as reports and {@code --json} show it.
 *
 * @param id {@code empty_extract}, {@code reject_rate}, {@code rows_of_last_run} or {@code delete_rate}
 * @param value what was measured: a share, for {@code empty_extract} the accepted rows; 0 where the check is not applicable
 * @param limit what it was held against
 */
public record GateCheck(String id, double value, double limit, GateVerdict verdict) {
    public static final String EMPTY_EXTRACT = "empty_extract";
    public static final String REJECT_RATE = "reject_rate";
    public static final String ROWS_OF_LAST_RUN = "rows_of_last_run";
    public static final String DELETE_RATE = "delete_rate";

    public boolean failed() {
        return verdict == GateVerdict.FAILED;
    }

    /** Whether an operator may answer for a failure. Nobody may for an empty extract: it would delete the catalogue. */
    public boolean mayBeAccepted() {
        return !id.equals(EMPTY_EXTRACT);
    }

    /** This check after the operator answered for it: a failure that may be accepted is, anything else stays. */
    public GateCheck acceptedByOperator() {
        return failed() && mayBeAccepted() ? new GateCheck(id, value, limit, GateVerdict.ACCEPTED_BY_OPERATOR) : this;
    }
}

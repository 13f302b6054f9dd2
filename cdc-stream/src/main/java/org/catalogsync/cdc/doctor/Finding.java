package org.catalogsync.cdc.doctor;

import org.catalogsync.cdc.doctor.Requirement.Severity;

/**
 * How one part of the source meets a requirement.
 *
 * @param subject what was looked at, such as {@code task erp-cdc} or {@code records}
 * @param found what it is set to, or what was seen in the records
 */
public record Finding(Requirement requirement, String subject, Verdict verdict, String found) {

    /** How it is met. */
    public enum Verdict {
        OK,
        WRONG,
        /** There was nothing to look at; that is no fault. */
        NOT_JUDGED;

        /** As people read it. */
        public String spoken() {
            return switch (this) {
                case OK -> "ok";
                case WRONG -> "wrong";
                case NOT_JUDGED -> "not judged";
            };
        }
    }

    static Finding of(Requirement requirement, String subject, boolean holds, String found) {
        return new Finding(requirement, subject, holds ? Verdict.OK : Verdict.WRONG, found);
    }

    static Finding notJudged(Requirement requirement, String subject, String why) {
        return new Finding(requirement, subject, Verdict.NOT_JUDGED, why);
    }

    /** Without it the stream is not right. */
    public boolean isBrokenMust() {
        return verdict == Verdict.WRONG && requirement.severity() == Severity.MUST;
    }
}

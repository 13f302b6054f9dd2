package org.catalogsync.quality.gate;

import java.util.Locale;

/** How a check ended. */
public enum GateVerdict {
    PASSED,
    FAILED,
    /** There is nothing to compare with, such as on a first run. */
    NOT_APPLICABLE,
    /** It failed, and the operator answered for it. */
    ACCEPTED_BY_OPERATOR;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The spelling in reports and JSON. */
    public String wire() {
        return wire;
    }

    @Override
    public String toString() {
        return wire;
    }
}

package org.catalogsync.quality.gate;

/**
 * The limits of the gate, as shares between 0 and 1.
 *
 * @param maxRejectRate rejected rows to rows read
 * @param minRowsOfLastGood rows read to those of the last good run
 * @param maxDeleteRate planned deletes to the live products before the run
 */
public record GateSettings(double maxRejectRate, double minRowsOfLastGood, double maxDeleteRate) {

    public GateSettings {
        share("maxRejectRate", maxRejectRate);
        share("minRowsOfLastGood", minRowsOfLastGood);
        share("maxDeleteRate", maxDeleteRate);
    }

    /** 10 % rejected, 80 % of the last good run's rows, 5 % deleted. */
    public static GateSettings defaults() {
        return new GateSettings(0.10, 0.80, 0.05);
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " is a share between 0 and 1, not " + value);
        }
    }
}

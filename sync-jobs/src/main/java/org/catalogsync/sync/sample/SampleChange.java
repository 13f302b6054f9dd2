package org.catalogsync.sync.sample;

/**
 * What happened in the shop since the catalogue was written the first time; nothing else differs.
 *
 * @param quantities how many accepted volumes have another quantity
 * @param removed how many accepted volumes are gone
 * @param added how many volumes are new
 */
public record SampleChange(int quantities, int removed, int added) {
    static final SampleChange NONE = new SampleChange(0, 0, 0);

    public SampleChange {
        if (quantities < 0 || removed < 0 || added < 0) {
            throw new IllegalArgumentException(
                    "a change of " + quantities + ", " + removed + ", " + added + " volumes");
        }
    }
}

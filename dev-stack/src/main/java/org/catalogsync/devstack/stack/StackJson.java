package org.catalogsync.devstack.stack;

import java.util.List;

/** The status as one JSON object, in the format of {@code stack.json}. */
public final class StackJson {

    private StackJson() {}

    /** The object's text. */
    public static String of(List<PartStatus> statuses) {
        return StackRecord.json(statuses);
    }
}

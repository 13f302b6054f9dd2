package org.catalogsync.devstack.bedrock.speech;

import java.util.Arrays;
import java.util.Locale;

/** Whether a volume can be had, as {@code stock_status} has it. */
enum Availability {
    IN_STOCK,
    LOW_STOCK,
    OUT_OF_STOCK,
    PRE_ORDER,
    UNKNOWN;

    static Availability labelled(String label) {
        return Arrays.stream(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(label))
                .findFirst()
                .orElse(UNKNOWN);
    }

    Availability opposite() {
        return switch (this) {
            case IN_STOCK, LOW_STOCK -> OUT_OF_STOCK;
            case OUT_OF_STOCK, PRE_ORDER, UNKNOWN -> IN_STOCK;
        };
    }
}

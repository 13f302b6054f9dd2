package org.catalogsync.devstack.bedrock.speech;

import java.util.Arrays;
import java.util.Locale;

/** What somebody wants. */
enum Intent {
    STOCK,
    PRICE,
    DETAILS,
    RECOMMEND,
    RELATED,
    SUMMARY,
    ORDER_STATUS,
    REVIEWS,
    SMALL_TALK,
    OUT_OF_SCOPE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Intent labelled(String label) {
        return Arrays.stream(values())
                .filter(intent -> intent.label().equals(label))
                .findFirst()
                .orElse(OUT_OF_SCOPE);
    }
}

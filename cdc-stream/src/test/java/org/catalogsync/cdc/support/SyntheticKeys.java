package org.catalogsync.cdc.support;

import java.util.ArrayList;
import java.util.List;

/** ISBNs with right check digits, of a prefix that no publisher has. */
public final class SyntheticKeys {
    private SyntheticKeys() {}

    public static List<String> isbns(int count) {
        List<String> isbns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            isbns.add(withCheckDigit("97849" + String.format("%07d", i)));
        }
        return isbns;
    }

    private static String withCheckDigit(String twelve) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return twelve + (10 - sum % 10) % 10;
    }
}

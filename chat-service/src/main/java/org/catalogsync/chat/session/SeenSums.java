package org.catalogsync.chat.session;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** What this process has seen of the daily sums of its latest customers; bounded. */
final class SeenSums {
    private static final int MOST = 20_000;

    private final Map<String, Sum> sums = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sum> eldest) {
            return size() > MOST;
        }
    };

    /** The larger one of what is known here and what the table says; remembers it. */
    synchronized long atLeast(String owner, LocalDate day, long micros) {
        Sum known = sums.get(owner);
        long sum = known == null || !known.day.equals(day) ? micros : Math.max(known.micros, micros);
        if (sum > 0) {
            sums.put(owner, new Sum(day, sum));
        }
        return sum;
    }

    synchronized void add(String owner, LocalDate day, long micros) {
        sums.put(owner, new Sum(day, atLeast(owner, day, 0) + micros));
    }

    private record Sum(LocalDate day, long micros) {}
}

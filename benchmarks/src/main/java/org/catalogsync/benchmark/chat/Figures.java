package org.catalogsync.benchmark.chat;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.catalogsync.model.Product;
import tools.jackson.databind.JsonNode;

/**
 * What came of many questions.
 *
 * @param unanswered without a card and an end, or with an error
 * @param wrong cards whose volume, quantity or price is not the catalogue's
 * @param late answers whose end came after three seconds
 * @param examples a few of what was wrong or not answered
 * @param timeless items without an as-of time
 */
record Figures(
        int asked,
        int unanswered,
        int wrong,
        int late,
        int timeless,
        int stale,
        long template,
        long degraded,
        long cached,
        Percentiles card,
        Percentiles complete,
        Percentiles hits,
        List<String> examples) {
    private static final double LATE_MILLIS = 3_000;

    static Figures of(List<Shot> shots, Shelf shelf) {
        List<Shot> answered = shots.stream().filter(Shot::answered).toList();
        return new Figures(
                shots.size(),
                shots.size() - answered.size(),
                count(answered, shot -> !agrees(shot, shelf)),
                count(answered, shot -> shot.doneMillis() > LATE_MILLIS),
                count(answered, shot -> shot.items().stream()
                        .anyMatch(item -> item.path("as_of").asString("").isEmpty())),
                count(answered, shot -> shot.items().stream()
                        .anyMatch(item -> item.path("stale").asBoolean(false))),
                count(answered, shot -> shot.status().equals("template")),
                count(answered, shot -> shot.status().equals("degraded")),
                count(answered, Shot::cached),
                Percentiles.of(answered, Shot::cardMillis),
                Percentiles.of(answered, Shot::doneMillis),
                Percentiles.of(answered.stream().filter(Shot::cached).toList(), Shot::doneMillis),
                shots.stream()
                        .filter(shot -> !shot.answered() || !agrees(shot, shelf))
                        .limit(5)
                        .map(shot -> shot.asked + " got " + shot.error() + " " + shot.items())
                        .toList());
    }

    private static int count(List<Shot> shots, Predicate<Shot> which) {
        return (int) shots.stream().filter(which).count();
    }

    /** The catalogue does not change meanwhile, so even an old figure is right. */
    private static boolean agrees(Shot shot, Shelf shelf) {
        List<JsonNode> items = shot.items();
        return items.stream()
                        .anyMatch(item -> item.path("isbn").asString("").equals(shot.asked.isbn()))
                && items.stream().allMatch(item -> agrees(item, shelf));
    }

    private static boolean agrees(JsonNode item, Shelf shelf) {
        Product truth = shelf.of(item.path("isbn").asString(""));
        return truth != null
                && (item.path("quantity").isMissingNode()
                        || item.path("quantity").asInt() == truth.quantityAvailable())
                && (item.path("price_jpy").isMissingNode()
                        || truth.priceJpy() != null && item.path("price_jpy").asInt() == truth.priceJpy())
                && (item.path("quantity").isMissingNode()
                        || item.path("stock_status")
                                .asString("")
                                .equals(truth.stockStatus().wire()));
    }

    /** In milliseconds. */
    record Percentiles(int count, double p50, double p99, double most) {
        static Percentiles of(List<Shot> shots, ToDoubleFunction<Shot> millis) {
            double[] sorted = shots.stream().mapToDouble(millis).sorted().toArray();
            return new Percentiles(
                    sorted.length, at(sorted, 0.50), at(sorted, 0.99), sorted.length == 0 ? 0 : sorted[sorted.length - 1]);
        }

        private static double at(double[] sorted, double share) {
            return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,.0f / %,.0f / %,.0f", p50, p99, most);
        }
    }

}

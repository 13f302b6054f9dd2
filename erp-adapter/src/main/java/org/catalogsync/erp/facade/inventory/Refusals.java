package org.catalogsync.erp.facade.inventory;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.facade.http.Problem;

/** Problems for what the ERP did not say. What the ERP or a proxy wrote about it is in the log and not in them: it may name things that are nobody's business. */
final class Refusals {
    /** The failures by which the way to the ERP says that it has enough to do, not that the ERP is away. */
    private static final Set<String> TOO_MUCH = Set.of("rate_limited", "too_many_waiting");

    /** The ERP takes so many a second, so a second later there is room again. */
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private Refusals() {}

    static Problem notFound(StockAnswer.NotFound answer) {
        return Problem.of(404, "isbn_not_found", "the ERP does not know " + answer.isbn())
                .about(answer.isbn().value(), Item.shown(answer.asOf()));
    }

    static Problem unavailable(StockAnswer.Unavailable answer) {
        return unavailable(List.of(answer.failure())).about(answer.isbn().value(), Item.shown(answer.asOf()));
    }

    /** For a question of which nothing was answered: by the first failure's word, later where they ask for different times. */
    static Problem unavailable(List<Failure> failures) {
        String code = failures.getFirst().code();
        Duration rest = failures.stream()
                .map(Failure::retryAfter)
                .filter(Objects::nonNull)
                .max(Comparator.<Duration>naturalOrder())
                .orElse(null);
        if (failures.stream().map(Failure::code).allMatch(TOO_MUCH::contains)) {
            return Problem.of(429, code, "more is asked of the ERP than it takes; nothing is known now (" + code + ")")
                    .retryAfter(rest == null ? A_WHILE : rest);
        }
        return Problem.of(503, code, "the ERP did not answer; nothing is known now (" + code + ")")
                .retryAfter(rest);
    }

    static Problem unreadable(StockAnswer.Unreadable answer) {
        String code = answer.problems().getFirst().kind().id();
        return Problem.of(
                        502,
                        code,
                        "the ERP answered, and what it said of " + answer.isbn() + " cannot be relied on (" + code
                                + ")")
                .about(answer.isbn().value(), Item.shown(answer.asOf()));
    }
}

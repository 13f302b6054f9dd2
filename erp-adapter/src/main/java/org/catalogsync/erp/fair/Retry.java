package org.catalogsync.erp.fair;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.catalogsync.erp.Failure;
import org.catalogsync.erp.FailureClass;
import org.catalogsync.erp.Finding;
import org.catalogsync.erp.StockAnswer;
import org.catalogsync.erp.StockAnswers;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/**
 * What of an exchange is worth asking for again, and how. Silence and the ERP's own word for later are, after a while; so are refused credentials, once, since new ones may be there by then. A batch that the ERP refuses, fails over or answers
 * unreadably as a whole is asked in halves: one ISBN must not cost the others their answers.
 *
 * @param failed of which ISBNs
 * @param split in halves, at once
 * @param once and not more often
 * @param atLeast the ERP's own wish
 */
record Retry(Set<Isbn> failed, boolean split, boolean once, Duration atLeast) {
    private static final Duration BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);
    private static final Set<Finding.Kind> STRAYS = Set.of(Finding.Kind.ISBN_UNREADABLE, Finding.Kind.ISBN_UNEXPECTED);
    private static final Retry NOTHING = new Retry(Set.of(), false, false, Duration.ZERO);

    static Retry of(StockAnswers answers) {
        Failure failure = failure(answers);
        if (failure == null) {
            return inHalves(
                    answers, unreadableAsAWhole(answers) ? answers.byIsbn().keySet() : besideStrays(answers));
        }
        return switch (failure.failureClass()) {
            case RETRYABLE, AUTH ->
                failure.code().equals("interrupted")
                        ? NOTHING
                        : new Retry(
                                answers.byIsbn().keySet(),
                                false,
                                failure.failureClass() == FailureClass.AUTH,
                                Objects.requireNonNullElse(failure.retryAfter(), Duration.ZERO));
            // What is no word of the ERP's about the question, such as a certificate, is not about an ISBN either.
            case FAULT_CLIENT, FAULT_SERVER ->
                failure.code().startsWith("fault_") || failure.code().startsWith("http_")
                        ? inHalves(answers, answers.byIsbn().keySet())
                        : NOTHING;
            case DATA -> NOTHING;
        };
    }

    private static @Nullable Failure failure(StockAnswers answers) {
        return answers.byIsbn().values().stream()
                .filter(StockAnswer.Unavailable.class::isInstance)
                .map(answer -> ((StockAnswer.Unavailable) answer).failure())
                .findFirst()
                .orElse(null);
    }

    private static boolean unreadableAsAWhole(StockAnswers answers) {
        Set<List<?>> problems = answers.byIsbn().values().stream()
                .map(answer -> answer instanceof StockAnswer.Unreadable odd ? odd.problems() : List.of())
                .collect(Collectors.toSet());
        return problems.size() == 1 && !problems.iterator().next().isEmpty();
    }

    /** Those of whom nothing is known but that a row is nobody's, which may be another one's. */
    private static Set<Isbn> besideStrays(StockAnswers answers) {
        return answers.byIsbn().values().stream()
                .filter(answer -> answer instanceof StockAnswer.Unreadable odd
                        && odd.problems().stream().allMatch(problem -> STRAYS.contains(problem.kind())))
                .map(StockAnswer::isbn)
                .collect(Collectors.toSet());
    }

    private static Retry inHalves(StockAnswers answers, Set<Isbn> failed) {
        return answers.byIsbn().size() == 1 || failed.isEmpty()
                ? NOTHING
                : new Retry(failed, true, false, Duration.ZERO);
    }

    /** In how many exchanges so many ISBNs are asked for again. */
    int exchanges(int again) {
        return split && again > 1 ? 2 : 1;
    }

    /** The longest wait before the next try, after so many. */
    Duration longestWait(int tries) {
        if (split) {
            return Duration.ZERO;
        }
        Duration backoff = BACKOFF.multipliedBy(1L << Math.min(tries - 1, 10));
        Duration bounded = backoff.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff;
        return atLeast.plus(bounded);
    }
}

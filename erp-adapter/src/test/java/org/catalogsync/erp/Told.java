package org.catalogsync.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What an answer tells, for tests that know of which kind it must be. */
final class Told {

    private Told() {}

    static StockAnswer.Found found(StockAnswer answer) {
        assertThat(answer).isInstanceOf(StockAnswer.Found.class);
        return (StockAnswer.Found) answer;
    }

    static Failure failure(StockAnswer answer) {
        assertThat(answer).isInstanceOf(StockAnswer.Unavailable.class);
        return ((StockAnswer.Unavailable) answer).failure();
    }

    static List<Finding> problems(StockAnswer answer) {
        assertThat(answer).isInstanceOf(StockAnswer.Unreadable.class);
        return ((StockAnswer.Unreadable) answer).problems();
    }

    static List<Finding.Kind> kinds(List<Finding> findings) {
        return findings.stream().map(Finding::kind).toList();
    }
}

package org.catalogsync.devstack.erp;

import java.util.List;

/**
 * What somebody asks.
 *
 * @param isbns as many as the operation allows, at least one
 * @param warehouse empty for a batch, which names none
 * @param token empty where there is none
 */
record Question(Operation operation, List<String> isbns, String warehouse, String token) {

    Question {
        isbns = List.copyOf(isbns);
    }

    List<Long> keys() {
        return isbns.stream().map(IsbnKey::of).toList();
    }
}

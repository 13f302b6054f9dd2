package org.catalogsync.erp.facade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.catalogsync.erp.facade.inventory.IsbnList;
import org.jspecify.annotations.Nullable;

/** A facade on a free port over an ERP in memory, and a client of it. */
final class FacadeFixture implements AutoCloseable {
    final ScriptedErp erp = new ScriptedErp();
    final Facade facade;
    final Api api;

    private FacadeFixture(Map<String, String> variables, @Nullable IsbnList list) {
        Map<String, String> all = new HashMap<>(Map.of("ERP_API_ANONYMOUS_RATE", "1000"));
        all.putAll(variables);
        try {
            facade = Facade.open(
                    FacadeSettings.from(all, "127.0.0.1", 0), erp, list, () -> Map.of("erp_breaker_open", 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        api = new Api(facade.address());
    }

    static FacadeFixture with(Map<String, String> variables) {
        return new FacadeFixture(variables, null);
    }

    static FacadeFixture over(IsbnList list) {
        return new FacadeFixture(Map.of(), list);
    }

    @Override
    public void close() {
        erp.answerNow();
        api.close();
        facade.close();
    }
}

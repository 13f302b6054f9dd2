package org.catalogsync.stores.products;

import java.util.HashMap;
import java.util.Map;
import org.catalogsync.stores.Containers;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.WithDocker;
import org.junit.jupiter.api.Nested;

@WithDocker
class LocalStackProductsTest {

    @Nested
    class InStatements extends ProductTableContract {
        @Override
        Stores open() {
            return localStack("statements");
        }
    }

    @Nested
    class InTransactions extends ProductTableContract {
        @Override
        Stores open() {
            return localStack("transactions");
        }
    }

    private static Stores localStack(String writes) {
        Map<String, String> environment = new HashMap<>(Containers.localStack());
        environment.put("PRODUCT_WRITES", writes);
        return Stores.of(StoresSettings.fromEnvironment(environment));
    }
}

package org.catalogsync.stores.products;

import java.util.HashMap;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.junit.jupiter.api.Nested;

class EmbeddedProductsTest {

    @Nested
    class InStatements extends ProductTableContract {
        @Override
        Stores open() {
            return embedded("statements");
        }
    }

    @Nested
    class InTransactions extends ProductTableContract {
        @Override
        Stores open() {
            return embedded("transactions");
        }
    }

    private static Stores embedded(String writes) {
        Map<String, String> environment = new HashMap<>(EmbeddedParts.environment(PartName.DYNAMODB));
        environment.put("PRODUCT_WRITES", writes);
        return Stores.of(StoresSettings.fromEnvironment(environment));
    }
}

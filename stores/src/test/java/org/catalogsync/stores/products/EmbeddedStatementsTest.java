package org.catalogsync.stores.products;

import java.util.HashMap;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;

class EmbeddedStatementsTest extends ProductTableContract {
    @Override
    Stores open() {
        Map<String, String> environment = new HashMap<>(EmbeddedParts.environment(PartName.DYNAMODB));
        environment.put("PRODUCT_WRITES", "statements");
        return Stores.of(StoresSettings.fromEnvironment(environment));
    }
}

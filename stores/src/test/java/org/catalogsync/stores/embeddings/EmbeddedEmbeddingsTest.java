package org.catalogsync.stores.embeddings;

import java.util.HashMap;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.junit.jupiter.api.Nested;

class EmbeddedEmbeddingsTest {

    @Nested
    class InBatches extends EmbeddingsContract {
        @Override
        Stores open() {
            return embedded("batches");
        }
    }

    @Nested
    class InTransactions extends EmbeddingsContract {
        @Override
        Stores open() {
            return embedded("transactions");
        }
    }

    private static Stores embedded(String writes) {
        Map<String, String> environment = new HashMap<>(EmbeddedParts.environment(PartName.BEDROCK, PartName.DYNAMODB));
        environment.put("EMBEDDING_WRITES", writes);
        return Stores.of(StoresSettings.fromEnvironment(environment));
    }
}

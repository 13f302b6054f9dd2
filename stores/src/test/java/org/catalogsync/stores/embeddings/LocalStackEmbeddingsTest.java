package org.catalogsync.stores.embeddings;

import java.util.HashMap;
import java.util.Map;
import org.catalogsync.devstack.PartName;
import org.catalogsync.stores.Containers;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.WithDocker;

/** LocalStack has no model, so its table is tested with the embedded one. */
@WithDocker
class LocalStackEmbeddingsTest extends EmbeddingsContract {
    @Override
    Stores open() {
        Map<String, String> environment = new HashMap<>(EmbeddedParts.environment(PartName.BEDROCK));
        environment.remove("AWS_ENDPOINT_URL_DYNAMODB");
        environment.putAll(Containers.localStack());
        return Stores.of(StoresSettings.fromEnvironment(environment));
    }
}

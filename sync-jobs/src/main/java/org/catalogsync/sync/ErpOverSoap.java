package org.catalogsync.sync;

import java.util.Map;
import org.catalogsync.erp.CredentialSource;
import org.catalogsync.erp.Credentials;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.Priority;
import org.catalogsync.sync.ask.ErpDoor;
import org.jspecify.annotations.Nullable;

/** Opens the ERP from the environment when it is first asked for. A night takes what customers and the stream leave of its rate. */
final class ErpOverSoap implements ErpDoor, AutoCloseable {
    private final Map<String, String> environment;
    private @Nullable Erp opened;

    ErpOverSoap(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public synchronized Erp erp() {
        Erp known = opened;
        if (known == null) {
            known = Erp.open(
                    ErpSettings.fromEnvironment(environment),
                    CredentialSource.fixed(Credentials.fromEnvironment(environment)));
            opened = known;
        }
        return known.at(Priority.BULK);
    }

    @Override
    public synchronized void close() {
        Erp known = opened;
        if (known != null) {
            known.close();
            opened = null;
        }
    }
}

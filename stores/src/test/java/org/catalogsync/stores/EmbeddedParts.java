package org.catalogsync.stores;

import java.util.Map;
import org.catalogsync.devstack.DevStack;
import org.catalogsync.devstack.PartName;

/** The embedded parts of the development stack, started once for all tests of a module. */
public final class EmbeddedParts {

    private EmbeddedParts() {}

    public static Map<String, String> environment(PartName... parts) {
        return DevStack.shared(parts).environment();
    }

    public static StoresSettings settings(PartName... parts) {
        return StoresSettings.fromEnvironment(environment(parts));
    }
}

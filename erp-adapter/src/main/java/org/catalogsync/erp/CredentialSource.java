package org.catalogsync.erp;

/** Where credentials come from: settings, or a vault whose client the caller has. Asked before every exchange, so it must be quick once it knows; {@link RememberedCredentials} makes a slow one so. */
@FunctionalInterface
public interface CredentialSource {

    /**
     * The credentials to use now.
     *
     * @param deadline until when the caller waits
     * @throws RuntimeException where there are none to be had; its message is not shown, since nobody knows what a vault writes into it
     */
    Credentials current(Deadline deadline);

    /** The ERP refused these. Whoever remembers them should forget them; nothing is tried again here. */
    default void refused(Credentials credentials) {}

    /** Always the same. */
    static CredentialSource fixed(Credentials credentials) {
        return deadline -> credentials;
    }
}

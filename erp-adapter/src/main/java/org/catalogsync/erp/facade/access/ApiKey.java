package org.catalogsync.erp.facade.access;

/**
 * A key that somebody may ask with. The key itself is nowhere: what is compared are digests.
 *
 * @param name of whoever has it; for logs and metrics
 * @param sha256 of the key's UTF-8, in lower-case hex
 * @param perSecond requests
 */
public record ApiKey(String name, String sha256, int perSecond) {

    /** Without the digest: a weak key could be guessed from it. */
    @Override
    public String toString() {
        return "ApiKey[" + name + ", " + perSecond + "/s]";
    }
}

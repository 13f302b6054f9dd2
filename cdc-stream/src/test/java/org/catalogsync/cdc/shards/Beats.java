package org.catalogsync.cdc.shards;

/** Leases that beat when a test says so. */
public final class Beats {
    private Beats() {}

    public static void beat(ShardLeases leases) {
        leases.beat();
    }
}

package org.catalogsync.sync;

import java.nio.file.Path;
import java.time.Duration;
import org.catalogsync.quality.gate.GateSettings;
import org.catalogsync.sync.ask.Pacing;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may turn; properties {@code catalog-sync.*}, also as environment variables ({@code CATALOGSYNC_WORKERS=4}). Wrong values stop the start.
 *
 * @param varDir where reports and the embedded job repository lie
 * @param workers partitions that work at once
 * @param blockBytes raw bytes that transform handles and commits together
 * @param keepGenerations index generations kept behind the live one, for a rollback
 * @param tombstoneLife how long a deleted key is remembered; longer than every queue and stream keeps a message
 * @param clockSkew by how much the source's clock may be ahead of ours; a version later than that is not believed
 * @param longestTransaction for how long a transaction may stay open in the ERP; what is asked of it now may lack a change that was made so long ago
 * @param indexLag how long an update of the index may take before a document that is behind counts as different
 * @param erp how the ERP is asked
 * @param dms how a full load is awaited
 * @param gate limits
 */
@ConfigurationProperties("catalog-sync")
public record SyncSettings(
        @DefaultValue("var") Path varDir,
        @DefaultValue("2") int workers,
        @DefaultValue("4194304") int blockBytes,
        @DefaultValue("2") int keepGenerations,
        @DefaultValue("P30D") Duration tombstoneLife,
        @DefaultValue("PT5M") Duration clockSkew,
        @DefaultValue("PT1H") Duration longestTransaction,
        @DefaultValue("PT10S") Duration indexLag,
        @DefaultValue Asking erp,
        @DefaultValue Awaiting dms,
        @DefaultValue Limits gate) {

    public SyncSettings {
        require(workers >= 1 && workers <= 64, "catalog-sync.workers", "1 to 64", workers);
        require(
                blockBytes >= 4_096 && blockBytes <= 64 << 20,
                "catalog-sync.block-bytes",
                "4096 to 67108864",
                blockBytes);
        require(keepGenerations >= 0, "catalog-sync.keep-generations", "0 or more", keepGenerations);
        require(
                tombstoneLife.compareTo(Duration.ofDays(15)) >= 0,
                "catalog-sync.tombstone-life",
                "at least 15 days, more than the 14 that a queue may keep a message",
                tombstoneLife);
        require(!clockSkew.isNegative(), "catalog-sync.clock-skew", "zero or more", clockSkew);
        require(
                longestTransaction.isPositive(),
                "catalog-sync.longest-transaction",
                "more than zero",
                longestTransaction);
        require(!indexLag.isNegative(), "catalog-sync.index-lag", "zero or more", indexLag);
    }

    /**
     * Limits of the gate, as shares between 0 and 1.
     *
     * @param maxRejectRate rejected rows of those read
     * @param minRowsOfLastGood rows of those of the last good run
     * @param maxDeleteRate planned deletes of the live items
     */
    public record Limits(
            @DefaultValue("0.10") double maxRejectRate,
            @DefaultValue("0.80") double minRowsOfLastGood,
            @DefaultValue("0.05") double maxDeleteRate) {

        public GateSettings settings() {
            return new GateSettings(maxRejectRate, minRowsOfLastGood, maxDeleteRate);
        }

        public Limits {
            new GateSettings(maxRejectRate, minRowsOfLastGood, maxDeleteRate);
        }
    }

    /**
     * How {@code --source soap} asks the ERP.
     *
     * @param callsAtOnce calls under way at most
     * @param deadline for how long a question is repeated before the run stops
     */
    public record Asking(
            @DefaultValue("20") int callsAtOnce,
            @DefaultValue("PT2M") Duration deadline) {

        public Asking {
            require(callsAtOnce >= 1 && callsAtOnce <= 50, "catalog-sync.erp.calls-at-once", "1 to 50", callsAtOnce);
            require(deadline.isPositive(), "catalog-sync.erp.deadline", "more than zero", deadline);
        }

        Pacing pacing() {
            return new Pacing(callsAtOnce, deadline);
        }
    }

    /**
     * How {@code --source dms:TASK} waits for its task.
     *
     * @param poll how often the task is looked at
     * @param deadline for how long one process waits
     */
    public record Awaiting(
            @DefaultValue("PT15S") Duration poll,
            @DefaultValue("PT6H") Duration deadline) {

        public Awaiting {
            require(poll.isPositive(), "catalog-sync.dms.poll", "more than zero", poll);
            require(deadline.isPositive(), "catalog-sync.dms.deadline", "more than zero", deadline);
        }
    }

    private static void require(boolean holds, String property, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(property + ": expected " + expected + ", found " + found);
        }
    }
}

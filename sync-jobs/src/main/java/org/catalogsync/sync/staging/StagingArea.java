package org.catalogsync.sync.staging;

import java.util.Locale;
import org.catalogsync.stores.objects.ObjectStore;

/**
 * Where a run keeps its intermediate data: {@code batch-sync/{run}/…}. Every object is named by the input that it derives from, so that doing a unit again replaces its output instead of doubling it.
 */
public final class StagingArea {
    private final ObjectStore objects;
    private final String prefix;
    private final long epoch;

    /** For readers. */
    public StagingArea(ObjectStore objects, long run) {
        this(objects, run, 0);
    }

    /** @param epoch of the lease under which the run writes; part of the names of objects that differ from attempt to attempt */
    public StagingArea(ObjectStore objects, long run, long epoch) {
        this.objects = objects;
        this.prefix = "batch-sync/" + run + "/";
        this.epoch = epoch;
    }

    public ObjectStore objects() {
        return objects;
    }

    /** All that the run keeps. */
    public String prefix() {
        return prefix;
    }

    public String manifest() {
        return prefix + "raw/manifest.json";
    }

    /** A source file as it came. */
    public String raw(String file) {
        return prefix + "raw/" + file;
    }

    /** What is asked of the ERP, and what it says. Both change between two attempts, as {@link #snapshot} does. */
    public String asked(String name) {
        return prefix + "asked/" + epoch + "/" + name;
    }

    /** The accepted rows of one block, cut into buckets. */
    public String transformed(String file, long offset) {
        return prefix + "transformed/" + block(file, offset);
    }

    /** The rejected rows of one block. */
    public String rejected(String file, long offset) {
        return prefix + "rejected/" + block(file, offset);
    }

    public String rejectedPrefix() {
        return prefix + "rejected/";
    }

    /** One row per ISBN of one bucket. */
    public String validated(int bucket) {
        return prefix + "validated/" + numbered("bucket", bucket);
    }

    public String validatedPrefix() {
        return prefix + "validated/";
    }

    /**
     * What the product table held when the plan was made, of one group of scan segments. The table changes between two attempts: under one name, a process that wakes up late would put other bytes under the
     * successor's committed index.
     */
    public String snapshot(int group, int part) {
        return prefix + "snapshot/" + epoch + "/" + numbered("group", group) + "-" + part + ".jsonl";
    }

    /** What is to be written in one bucket. */
    public String plan(int bucket) {
        return prefix + "plan/" + numbered("bucket", bucket);
    }

    public String report() {
        return prefix + "report.json";
    }

    private static String block(String file, long offset) {
        return String.format(Locale.ROOT, "%s-%012d.jsonl", file, offset);
    }

    private static String numbered(String what, int number) {
        return String.format(Locale.ROOT, "%s-%05d.jsonl", what, number);
    }
}

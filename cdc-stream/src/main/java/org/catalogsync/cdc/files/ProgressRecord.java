package org.catalogsync.cdc.files;

import java.util.Optional;
import org.catalogsync.stores.state.SyncState;
import org.catalogsync.stores.state.SyncState.Entry;

/** The progress in {@code manga-sync-state}, record {@code cdc-files:<bucket>/<prefix>}; moved only on condition that nobody else has. */
final class ProgressRecord {
    private final SyncState state;
    private final String name;
    private Progress progress = Progress.NONE;
    private long version;

    /** @param address of the files, {@code s3://bucket/prefix} */
    ProgressRecord(SyncState state, String address) {
        this.state = state;
        this.name = "cdc-files:" + address.substring("s3://".length());
    }

    /** Somebody else reads the same files. Nothing is lost: what both did is recognised by its version. */
    static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Moved(String name) {
            super("another process has moved " + name + "; going on where it came to", null, false, false);
        }
    }

    Progress load() {
        Optional<Entry> entry = state.find(name);
        version = entry.map(Entry::version).orElse(0L);
        progress = entry.map(Entry::fields).map(Progress::of).orElse(Progress.NONE);
        return progress;
    }

    Progress now() {
        return progress;
    }

    void move(Progress to) {
        if (!state.replace(name, to.fields(), version)) {
            throw new Moved(name);
        }
        version++;
        progress = to;
    }
}

package org.catalogsync.sync.simulation;

/** The process ends here, as by SIGKILL: nothing that it held in memory survives. An Error, so that no code under test takes it for a failure it could handle. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
        super(where, null, false, false);
    }
}

package org.catalogsync.sync.gate;

import java.util.List;
import java.util.stream.Collectors;
import org.catalogsync.quality.gate.GateCheck;

/** The gate stayed shut. Nothing was written; an operator may restart the run with a reason. */
public final class GateStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<GateCheck> failed;

    GateStopped(List<GateCheck> failed) {
        super(failed.stream().map(GateStopped::describe).collect(Collectors.joining("; ")));
        this.failed = failed;
    }

    public List<GateCheck> failed() {
        return failed;
    }

    private static String describe(GateCheck check) {
        return "%s is %.4g, limit %.4g".formatted(check.id(), check.value(), check.limit());
    }
}

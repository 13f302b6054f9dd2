package org.catalogsync.sync.command;

import java.io.PrintStream;
import java.util.Map;
import org.catalogsync.sync.Json;
import org.catalogsync.sync.run.ErrorReport;

/** Where a command's words go: results to standard output, everything else to standard error. With {@code --json} standard output carries exactly one object. */
record Console(PrintStream out, PrintStream err, boolean json) {

    /** Prints a result as one JSON object. */
    void object(Object result) {
        out.println(Json.indented().writeValueAsString(result));
    }

    /** A failure that has no other result. */
    void error(ErrorReport error) {
        if (json) {
            object(Map.of("error", error));
        } else {
            err.println(error.text());
        }
    }
}

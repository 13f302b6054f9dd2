package org.catalogsync.devstack.stack;

import java.time.Duration;
import org.catalogsync.devstack.PartName;

/** What a person may want to hear while parts start. */
public interface Progress {

    /** Says nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void starting(PartName part) {}

        @Override
        public void started(RunningPart part, Duration took) {}

        @Override
        public void waitingForAnotherCommand() {}
    };

    void starting(PartName part);

    void started(RunningPart part, Duration took);

    void waitingForAnotherCommand();
}

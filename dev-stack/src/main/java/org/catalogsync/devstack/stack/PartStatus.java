package org.catalogsync.devstack.stack;

import java.util.Optional;
import org.catalogsync.devstack.PartName;

/** A part and how it is; a part that is down has no process to show. */
public record PartStatus(PartName name, Health health, Optional<RunningPart> running) {}

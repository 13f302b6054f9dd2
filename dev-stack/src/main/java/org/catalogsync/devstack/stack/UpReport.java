package org.catalogsync.devstack.stack;

import java.util.List;
import java.util.Map;
import org.catalogsync.devstack.PartName;

/**
 * What became of an {@code up}.
 *
 * @param statuses every part as it is now
 * @param failures the parts that did not start, with what was seen
 * @param lacking the parts that the machine lacks something for, with the remedy
 */
public record UpReport(List<PartStatus> statuses, Map<PartName, String> failures, Map<PartName, String> lacking) {}

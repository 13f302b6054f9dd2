package org.catalogsync.sync.run;

import org.jspecify.annotations.Nullable;

/**
 * What an operator asked for.
 *
 * @param source the source's spec, such as {@code files:/exports/tonight}
 * @param declaration a declaration file, where one was named
 * @param watermark as given on the command line
 * @param dryRun end after the plan
 */
public record RunRequest(
        String source,
        @Nullable String declaration,
        @Nullable String watermark,
        boolean dryRun) {}

package org.catalogsync.sync.report;

import org.catalogsync.sync.run.ErrorReport;
import org.jspecify.annotations.Nullable;

/** What went wrong, for a page. */
record ErrorPart(
        String code,
        String what,
        @Nullable String where,
        @Nullable String expected,
        @Nullable String found) {

    static @Nullable ErrorPart of(@Nullable ErrorReport error) {
        return error == null
                ? null
                : new ErrorPart(
                        Visible.of(error.code()),
                        Visible.of(error.what()),
                        visible(error.where()),
                        visible(error.expected()),
                        visible(error.found()));
    }

    private static @Nullable String visible(@Nullable String text) {
        return text == null ? null : Visible.of(text);
    }
}

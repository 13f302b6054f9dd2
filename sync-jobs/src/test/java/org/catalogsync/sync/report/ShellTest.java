package org.catalogsync.sync.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellTest {

    @Test
    void quotesOnlyWhatTheShellWouldTakeApart() {
        assertThat(Shell.nightly("files:s3://exports/2026-03-01"))
                .isEqualTo("./catalog-sync nightly --source files:s3://exports/2026-03-01");
        assertThat(Shell.nightly("files:/exports/夜間 $(reboot)'s"))
                .isEqualTo("./catalog-sync nightly --source 'files:/exports/夜間 $(reboot)'\\''s'");
    }
}

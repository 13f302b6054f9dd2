package org.catalogsync.sync.staging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManifestTest {

    @Test
    void cutsIntoBucketsThatFitInMemory() {
        assertThat(Manifest.bucketsFor(0)).isEqualTo(16);
        assertThat(Manifest.bucketsFor(60_000)).isEqualTo(16);
        assertThat(Manifest.bucketsFor(1_000_000)).isEqualTo(64);
        assertThat(Manifest.bucketsFor(100_000_000)).isEqualTo(4_096);
        for (long rows = 1; rows < 60_000_000; rows = rows * 3 / 2 + 1) {
            assertThat(rows / Manifest.bucketsFor(rows)).isLessThanOrEqualTo(32_768);
        }
    }
}

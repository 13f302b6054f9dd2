package org.catalogsync.cdc.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSourceTest {

    @Test
    void isAPrefixOfTheStagingBucketOrOfANamedOne() {
        assertThat(FileSource.parse("s3:cdc/erp/PRODUCTS/")).contains(new FileSource(null, "cdc/erp/PRODUCTS/"));
        assertThat(FileSource.parse("s3://dms-out/cdc/")).contains(new FileSource("dms-out", "cdc/"));
        assertThat(new FileSource("dms-out", "cdc/")).hasToString("s3://dms-out/cdc/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "kinesis", "s3:", "s3:/", "s3:/cdc", "s3://", "s3://bucket", "s3://bucket/", "s3:///cdc"})
    void isNothingElse(String text) {
        assertThat(FileSource.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cdc/20141029-134010000.csv",
                "20141029-1134010000.csv",
                "cdc/2026/11/24/20261124-110001000.csv.gz",
                "cdc/CDC_TXN-0000000000000001.csv"
            })
    void namesOfChangeFilesAreThose(String key) {
        assertThat(FileNames.isChanges(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cdc/LOAD00000001.csv",
                "20141029-134010000.parquet",
                "20141029-134010000.csv.tmp",
                "cdc/",
                "cdc/20141029.csv",
                "CDC_TXN-1/x.csv"
            })
    void othersAreNot(String key) {
        assertThat(FileNames.isChanges(key)).isFalse();
    }
}

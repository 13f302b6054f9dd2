package org.catalogsync.sync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "files", "files:", "dump/products.csv", "ftp:dump", "soap:", "soaps", "dms:"})
    void refusesWhatIsNoSpecification(String spec) {
        UnusableInput refusal = catchThrowableOfType(
                UnusableInput.class,
                () -> Sources.open(spec, null, bucket -> {
                    throw new AssertionError(bucket);
                }));

        assertThat(refusal.code()).isEqualTo("source_missing");
        assertThat(refusal.expected()).isEqualTo("files:DIR, files:s3://BUCKET/PREFIX, soap, soap:LIST or dms:TASK");
    }
}

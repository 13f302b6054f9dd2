package org.catalogsync.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevStackTest {

    @Test
    void givesSettingsAndAddressesOfThePartsThatWereAskedFor(@TempDir Path var) {
        try (DevStack stack = DevStack.start(var, PartName.REDIS, PartName.BEDROCK)) {
            assertThat(stack.environment())
                    .containsEntry("REDIS_URL", stack.address(PartName.REDIS).toString())
                    .containsEntry(
                            "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
                            stack.address(PartName.BEDROCK).toString())
                    .containsEntry("AWS_REGION", "ap-northeast-1")
                    .containsEntry("CATALOG_SYNC_PROFILE", "dev")
                    .doesNotContainKey("AWS_ENDPOINT_URL_S3");
            assertThatThrownBy(() -> stack.address(PartName.S3)).hasMessageContaining("s3 was not started");
        }
    }
}

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

    @Test
    void leavesNothingRunningWhenItIsClosed(@TempDir Path var) {
        DevStack.start(var, PartName.REDIS).close();

        assertThat(Processes.bearing(var)).isEmpty();
        assertThat(var.resolve("data")).doesNotExist();
    }

    @Test
    void partsDieWithAJvmThatIsKilled(@TempDir Path folder) throws Exception {
        Path var = folder.toRealPath();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcatalogsync.root=" + System.getProperty("catalogsync.root"),
                KilledOwner.class.getName(),
                var.toString());
        builder.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        Process owner = builder.redirectErrorStream(true).start();
        assertThat(owner.inputReader().readLine()).isEqualTo("started");
        assertThat(Processes.bearing(var)).hasSize(1);

        owner.destroyForcibly().waitFor();

        assertThat(Processes.soon(() -> Processes.bearing(var).isEmpty())).isTrue();
    }
}

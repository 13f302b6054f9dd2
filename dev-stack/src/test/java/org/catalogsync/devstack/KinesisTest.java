package org.catalogsync.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

class KinesisTest {

    @Test
    void streamsComeBackAfterARestart(@TempDir Path var) throws Exception {
        assumeTrue(hasNode(), "skipped: the part kinesis needs Node.js 20 or newer, and there is no node on the PATH");

        try (DevStack stack = DevStack.startKeepingData(var, PartName.KINESIS);
                KinesisClient kinesis = Clients.kinesis(stack)) {
            kinesis.createStream(create -> create.streamName("manga-cdc").shardCount(1));
            assertThat(Processes.soon(() -> isActive(kinesis))).isTrue();
        }
        try (DevStack stack = DevStack.startKeepingData(var, PartName.KINESIS);
                KinesisClient kinesis = Clients.kinesis(stack)) {
            assertThat(kinesis.listStreams().streamNames()).containsExactly("manga-cdc");
        }
    }

    private static boolean isActive(KinesisClient kinesis) {
        return kinesis.describeStreamSummary(describe -> describe.streamName("manga-cdc"))
                .streamDescriptionSummary()
                .streamStatusAsString()
                .equals("ACTIVE");
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            System.out.println("KinesisTest is skipped: there is no node on the PATH");
            return false;
        }
    }
}

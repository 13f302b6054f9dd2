package org.catalogsync.chat.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rehearsal in an account's network, with that account's settings, reaches nothing of it. */
class RehearseCommandTest {

    @AfterEach
    void forgetCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "aws"})
    void answersWithEverythingAwayAndReachesNobody(String profile) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ServerSocketChannel account = ServerSocketChannel.open();
                PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            account.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            account.configureBlocking(false);

            int code = ChatCommand.execute(
                    settings(profile, account.socket().getLocalPort()), printed, printed, "rehearse");

            assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("5 questions were answered");
            assertThat(account.accept()).isNull();
        }
    }

    private static Map<String, String> settings(String profile, int port) {
        String there = "http://127.0.0.1:" + port;
        Map<String, String> settings = new HashMap<>(Map.of(
                "CATALOG_SYNC_PROFILE", profile,
                "AWS_ENDPOINT_URL", there,
                "AWS_ENDPOINT_URL_DYNAMODB", there,
                "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", there,
                "OPENSEARCH_URL", there,
                "REDIS_URL", "redis://127.0.0.1:" + port,
                "ERP_ENDPOINT", there + "/inventory",
                "OTEL_EXPORTER_OTLP_ENDPOINT", there));
        settings.put("CHAT_DEADLINE", "no time");
        return settings;
    }
}

package org.catalogsync.stores;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** Containers for contract tests, each started when it is first asked for and gone with the JVM. */
public final class Containers {
    private Containers() {}

    /** S3, DynamoDB, SQS and EventBridge. */
    public static Map<String, String> localStack() {
        return Map.of("AWS_ENDPOINT_URL", LocalStack.STARTED.getEndpoint().toString());
    }

    public static Map<String, String> openSearch() {
        return Map.of("OPENSEARCH_URL", address("http", OpenSearch.STARTED, 9200));
    }

    public static Map<String, String> redis() {
        return Map.of("REDIS_URL", address("redis", Redis.STARTED, 6379));
    }

    private static String address(String scheme, GenericContainer<?> container, int port) {
        return URI.create(scheme + "://" + container.getHost() + ":" + container.getMappedPort(port))
                .toString();
    }

    private static final class LocalStack {
        static final LocalStackContainer STARTED = start();

        private static LocalStackContainer start() {
            LocalStackContainer container = new LocalStackContainer(
                            DockerImageName.parse("localstack/localstack:4.14.0"))
                    .withServices("s3", "dynamodb", "sqs", "events");
            container.start();
            return container;
        }
    }

    private static final class OpenSearch {
        static final GenericContainer<?> STARTED = start();

        /** The image brings k-NN but not kuromoji. */
        private static GenericContainer<?> start() {
            ImageFromDockerfile withKuromoji = new ImageFromDockerfile()
                    .withDockerfileFromBuilder(image -> image.from("opensearchproject/opensearch:3.5.0")
                            .run("bin/opensearch-plugin install --batch analysis-kuromoji")
                            .build());
            GenericContainer<?> container = new GenericContainer<>(withKuromoji)
                    .withEnv("discovery.type", "single-node")
                    .withEnv("DISABLE_SECURITY_PLUGIN", "true")
                    .withEnv("OPENSEARCH_JAVA_OPTS", "-Xms512m -Xmx1g")
                    .withExposedPorts(9200)
                    .waitingFor(Wait.forHttp("/_cluster/health?wait_for_status=yellow")
                            .forPort(9200)
                            .withStartupTimeout(Duration.ofMinutes(3)));
            container.start();
            return container;
        }
    }

    private static final class Redis {
        static final GenericContainer<?> STARTED = start();

        private static GenericContainer<?> start() {
            GenericContainer<?> container =
                    new GenericContainer<>(DockerImageName.parse("redis:7")).withExposedPorts(6379);
            container.start();
            return container;
        }
    }
}

package org.catalogsync.devstack;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Amazon's own clients, pointed at a stack by hand: the environment of a test JVM cannot be changed. */
final class Clients {

    private Clients() {}

    static DynamoDbClient dynamoDb(DevStack stack) {
        return at(stack, PartName.DYNAMODB, DynamoDbClient.builder()).build();
    }

    static S3Client s3(DevStack stack) {
        return at(stack, PartName.S3, S3Client.builder().forcePathStyle(true)).build();
    }

    static SqsClient sqs(DevStack stack) {
        return at(stack, PartName.SQS, SqsClient.builder()).build();
    }

    static EventBridgeClient events(DevStack stack) {
        return at(stack, PartName.EVENTS, EventBridgeClient.builder()).build();
    }

    static KinesisClient kinesis(DevStack stack) {
        return at(stack, PartName.KINESIS, KinesisClient.builder()).build();
    }

    static BedrockRuntimeClient bedrock(DevStack stack) {
        return at(stack, PartName.BEDROCK, BedrockRuntimeClient.builder()).build();
    }

    static BedrockRuntimeClient bedrockWithoutRetries(DevStack stack) {
        return at(stack, PartName.BEDROCK, BedrockRuntimeClient.builder())
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B at(
            DevStack stack, PartName part, B builder) {
        return builder.endpointOverride(stack.address(part))
                .region(Region.AP_NORTHEAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("catalogsyncdev", "catalogsyncdev")))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }
}

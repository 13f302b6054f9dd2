package org.catalogsync.devstack.events;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.catalogsync.devstack.events.Rule.SqsParameters;
import org.catalogsync.devstack.events.Rule.Target;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands matched events to their targets.
 *
 * <p>Guarantee: at least once. EventBridge answers first and retries for a day; we deliver first and answer then, so that
 * no accepted event waits in a memory that a kill would empty. An unreachable SQS fails the entry, which its sender
 * retries; a queue that does not exist drops the event with a line in the log, as EventBridge would in the end.
 */
final class Delivery {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SqsAddress sqs;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    Delivery(SqsAddress sqs) {
        this.sqs = sqs;
    }

    /**
     * Returns whether the event has reached the target or has been dropped for good.
     *
     * @param traceHeader goes to SQS as a system attribute of the message; null where the event came without one
     */
    boolean deliver(Rule rule, Target target, String envelope, @Nullable String traceHeader) {
        Optional<URI> address = sqs.find();
        if (address.isEmpty()) {
            System.err.println("rule " + rule.name() + ": SQS is not running; ./catalog-sync stack up sqs");
            return false;
        }
        try {
            HttpResponse<String> response = client.send(
                    sendMessage(address.get(), target, body(target, envelope), traceHeader),
                    HttpResponse.BodyHandlers.ofString());
            return settled(rule, target, response);
        } catch (IOException e) {
            System.err.println("rule " + rule.name() + ": " + target.arn() + " at " + address.get() + ": " + e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean settled(Rule rule, Target target, HttpResponse<String> response) {
        if (response.statusCode() == 200) {
            return true;
        }
        boolean forGood = response.statusCode() < 500;
        System.err.println("rule " + rule.name() + ": " + target.arn() + " answered " + response.statusCode() + " "
                + response.body() + (forGood ? "; the event is dropped" : ""));
        return forGood;
    }

    private static HttpRequest sendMessage(URI address, Target target, String body, @Nullable String traceHeader) {
        String[] arn = target.arn().split(":", 6);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("QueueUrl", address + "/" + arn[4] + "/" + arn[5]);
        message.put("MessageBody", body);
        String group = groupOf(target.sqsParameters());
        if (group != null) {
            message.put("MessageGroupId", group);
        }
        if (traceHeader != null) {
            message.put(
                    "MessageSystemAttributes",
                    Map.of("AWSTraceHeader", Map.of("DataType", "String", "StringValue", traceHeader)));
        }
        return HttpRequest.newBuilder(address.resolve("/"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS.SendMessage")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(message)))
                .build();
    }

    private static @Nullable String groupOf(@Nullable SqsParameters parameters) {
        return parameters == null ? null : parameters.messageGroupId();
    }

    private static String body(Target target, String envelope) {
        if (target.input() != null) {
            return target.input();
        }
        if (target.inputPath() != null) {
            JsonNode part = JSON.readTree(envelope).at(pointer(target.inputPath()));
            return JSON.writeValueAsString(part.isMissingNode() ? null : part);
        }
        return envelope;
    }

    /** {@code $.detail.isbn} as a JSON pointer. */
    private static String pointer(String inputPath) {
        return inputPath.substring(1).replace('.', '/');
    }
}

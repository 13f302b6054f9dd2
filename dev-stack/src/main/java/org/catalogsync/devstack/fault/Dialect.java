package org.catalogsync.devstack.fault;

import java.util.Map;
import java.util.Optional;
import org.catalogsync.devstack.fault.FaultyProxy.Seen;

/** How a service words its refusals. */
public enum Dialect {
    DYNAMODB {
        @Override
        Answer throttled(Seen call) {
            // Both are seen in the wild: the first from a table of fixed capacity, the second from the service's front.
            return call.body().length % 2 == 0
                    ? amazonJson(400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException")
                    : amazonJson(400, "com.amazon.coral.availability#ThrottlingException");
        }

        @Override
        Answer unavailable(Seen call) {
            return amazonJson(500, "com.amazonaws.dynamodb.v20120810#InternalServerError");
        }

        @Override
        Optional<Split> split(Seen call) {
            return Batches.ofDynamoDb(call);
        }

        @Override
        Optional<Answer> cancelled(Seen call) {
            return Batches.cancelledTransaction(call);
        }
    },
    S3 {
        @Override
        Answer throttled(Seen call) {
            return xml(503, "SlowDown", "Please reduce your request rate.");
        }

        @Override
        Answer unavailable(Seen call) {
            return xml(503, "ServiceUnavailable", "Service is unable to handle request.");
        }
    },
    OPENSEARCH {
        @Override
        Answer throttled(Seen call) {
            return Answer.json(
                    429,
                    "{\"error\":{\"type\":\"rejected_execution_exception\",\"reason\":\"rejected execution of task\"},\"status\":429}");
        }

        @Override
        Answer unavailable(Seen call) {
            return Answer.json(503, "{\"message\":\"Service Unavailable\"}");
        }

        @Override
        Optional<Split> split(Seen call) {
            return Batches.ofBulk(call);
        }
    },
    BEDROCK {
        @Override
        Answer throttled(Seen call) {
            return typed(429, "ThrottlingException", "Too many requests, please wait before trying again.");
        }

        @Override
        Answer unavailable(Seen call) {
            return typed(503, "ServiceUnavailableException", "The service isn't currently available.");
        }
    },
    EVENTBRIDGE {
        @Override
        Answer throttled(Seen call) {
            return amazonJson(400, "ThrottlingException");
        }

        @Override
        Answer unavailable(Seen call) {
            return amazonJson(500, "InternalException");
        }

        @Override
        Optional<Split> split(Seen call) {
            return Batches.ofEvents(call);
        }
    },
    SQS {
        @Override
        Answer throttled(Seen call) {
            return amazonJson(400, "com.amazonaws.sqs#RequestThrottled");
        }

        @Override
        Answer unavailable(Seen call) {
            return amazonJson(500, "com.amazon.coral.service#InternalFailure");
        }

        @Override
        Optional<Split> split(Seen call) {
            return Batches.ofMessages(call);
        }
    };

    abstract Answer throttled(Seen call);

    abstract Answer unavailable(Seen call);

    /** The first half of a batch; empty where the call is none, or has one item. */
    Optional<Split> split(Seen call) {
        return Optional.empty();
    }

    /** A batch that is done as a whole or not at all, refused for one of its items. */
    Optional<Answer> cancelled(Seen call) {
        return Optional.empty();
    }

    private static Answer amazonJson(int status, String type) {
        return new Answer(
                status,
                "{\"__type\":\"" + type + "\",\"message\":\"made up by a test\"}",
                Map.of("Content-Type", "application/x-amz-json-1.0"));
    }

    private static Answer typed(int status, String type, String message) {
        return new Answer(
                status,
                "{\"message\":\"" + message + "\"}",
                Map.of("Content-Type", "application/json", "x-amzn-ErrorType", type));
    }

    private static Answer xml(int status, String code, String message) {
        return new Answer(
                status,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>",
                Map.of("Content-Type", "application/xml"));
    }
}

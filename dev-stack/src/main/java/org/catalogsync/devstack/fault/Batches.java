package org.catalogsync.devstack.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.catalogsync.devstack.fault.FaultyProxy.Seen;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cuts batches in two halves and words what became of the second, as each service does. */
final class Batches {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Batches() {}

    static Optional<Split> ofDynamoDb(Seen call) {
        if (call.operation().contains("BatchGetItem")) {
            return ofTable(call, "Keys", "UnprocessedKeys");
        }
        if (call.operation().contains("BatchWriteItem")) {
            return ofTable(call, "", "UnprocessedItems");
        }
        if (call.operation().contains("BatchExecuteStatement")) {
            return ofList(
                    call,
                    "Statements",
                    (answer, rest) -> rest.forEach(statement -> answer.withArrayProperty("Responses")
                            .addObject()
                            .putObject("Error")
                            .put("Code", "ThrottlingError")
                            .put("Message", "made up by a test")));
        }
        return Optional.empty();
    }

    /** A batch of one table: the list lies at {@code member} of the table's object, or is the table's value itself. */
    private static Optional<Split> ofTable(Seen call, String member, String undone) {
        ObjectNode request = object(call.body());
        ObjectNode tables = (ObjectNode) request.required("RequestItems");
        Map.Entry<String, JsonNode> only = tables.properties().iterator().next();
        ArrayNode all = (ArrayNode)
                (member.isEmpty() ? only.getValue() : only.getValue().required(member));
        if (tables.size() != 1 || all.size() < 2) {
            return Optional.empty();
        }
        ArrayNode rest = cut(all);
        JsonNode left = member.isEmpty() ? rest : ((ObjectNode) only.getValue().deepCopy()).set(member, rest);
        return Optional.of(new Split(bytes(request), answer -> {
            ObjectNode whole = object(answer);
            if (whole.has("Responses") || whole.has(undone)) {
                whole.putObject(undone).set(only.getKey(), left);
            }
            return bytes(whole);
        }));
    }

    /** All or nothing: the last item is to blame. */
    static Optional<Answer> cancelledTransaction(Seen call) {
        if (!call.operation().contains("TransactWriteItems")) {
            return Optional.empty();
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.put("__type", "com.amazonaws.dynamodb.v20120810#TransactionCanceledException");
        answer.put("Message", "Transaction cancelled, please refer cancellation reasons for specific reasons");
        ArrayNode reasons = answer.putArray("CancellationReasons");
        int items = object(call.body()).required("TransactItems").size();
        for (int i = 0; i < items; i++) {
            reasons.addObject().put("Code", i < items - 1 ? "None" : "ThrottlingError");
        }
        return Optional.of(Answer.json(400, answer.toString()));
    }

    static Optional<Split> ofEvents(Seen call) {
        if (!call.operation().contains("PutEvents")) {
            return Optional.empty();
        }
        return ofList(call, "Entries", (answer, rest) -> {
            rest.forEach(entry -> answer.withArrayProperty("Entries")
                    .addObject()
                    .put("ErrorCode", "ThrottlingException")
                    .put("ErrorMessage", "made up by a test"));
            answer.put("FailedEntryCount", answer.path("FailedEntryCount").asInt(0) + rest.size());
        });
    }

    static Optional<Split> ofMessages(Seen call) {
        if (!call.operation().contains("MessageBatch") && !call.operation().contains("VisibilityBatch")) {
            return Optional.empty();
        }
        return ofList(
                call,
                "Entries",
                (answer, rest) -> rest.forEach(entry -> answer.withArrayProperty("Failed")
                        .addObject()
                        .put("Id", entry.required("Id").asString())
                        .put("SenderFault", false)
                        .put("Code", "InternalError")
                        .put("Message", "made up by a test")));
    }

    private static Optional<Split> ofList(Seen call, String member, BiConsumer<ObjectNode, List<JsonNode>> undone) {
        ObjectNode request = object(call.body());
        ArrayNode all = (ArrayNode) request.required(member);
        if (all.size() < 2) {
            return Optional.empty();
        }
        List<JsonNode> rest = new ArrayList<>();
        cut(all).forEach(rest::add);
        return Optional.of(new Split(bytes(request), answer -> {
            ObjectNode whole = object(answer);
            undone.accept(whole, rest);
            return bytes(whole);
        }));
    }

    /** Bulks of two lines a document. */
    static Optional<Split> ofBulk(Seen call) {
        List<String> lines = call.text().lines().toList();
        int documents = lines.size() / 2;
        if (!call.operation().contains("/_bulk") || documents < 2) {
            return Optional.empty();
        }
        int kept = documents / 2;
        String part = String.join("\n", lines.subList(0, 2 * kept)) + "\n";
        return Optional.of(new Split(part.getBytes(UTF_8), answer -> {
            ObjectNode whole = object(answer);
            if (!whole.has("items")) {
                return answer;
            }
            whole.put("errors", true);
            for (int i = kept; i < documents; i++) {
                ObjectNode item = whole.withArrayProperty("items").addObject().putObject("index");
                item.put("status", 429);
                item.putObject("error")
                        .put("type", "rejected_execution_exception")
                        .put("reason", "made up by a test");
            }
            return bytes(whole);
        }));
    }

    /** Leaves the first half and gives back the second. */
    private static ArrayNode cut(ArrayNode all) {
        ArrayNode rest = JSON.createArrayNode();
        int kept = all.size() / 2;
        while (all.size() > kept) {
            rest.add(all.remove(kept));
        }
        return rest;
    }

    private static ObjectNode object(byte[] json) {
        return (ObjectNode) JSON.readTree(json);
    }

    private static byte[] bytes(JsonNode json) {
        return JSON.writeValueAsBytes(json);
    }
}

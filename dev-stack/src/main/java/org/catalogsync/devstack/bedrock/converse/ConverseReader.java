package org.catalogsync.devstack.bedrock.converse;

import static org.catalogsync.devstack.bedrock.converse.ConverseRequest.invalid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.catalogsync.devstack.bedrock.speech.Tokens;
import org.catalogsync.devstack.http.ApiError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of Converse and ConverseStream and refuses what the service refuses, in its words where they are known. */
final class ConverseReader {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What is sent to a model that stops by itself. */
    private static final int USUAL_MAX_TOKENS = 64_000;

    /** What changes an answer in a way that is not simulated: to be silent about it would be worse than to refuse. */
    private static final List<String> NOT_SIMULATED = List.of("toolConfig", "guardrailConfig", "promptVariables");

    private static final Set<String> CACHE_POINT_OR_THOUGHT = Set.of("cachePoint", "reasoningContent");
    private static final List<String> SAMPLING = List.of("temperature", "topP", "top_p", "top_k");

    private ConverseReader() {}

    static ConverseRequest read(ChatModel model, byte[] body) {
        JsonNode request = parsed(body);
        NOT_SIMULATED.stream().filter(request::has).findFirst().ifPresent(field -> {
            throw invalid("The dev stack's model has no " + field + ".");
        });
        String system = String.join("\n", texts(request.path("system"), "system"));
        List<String> all = new ArrayList<>(List.of(system));
        List<String> last = messages(request.path("messages"), all);
        JsonNode inference = request.path("inferenceConfig");
        JsonNode additional = request.path("additionalModelRequestFields");
        requireNoSampling(inference);
        requireNoSampling(additional);
        return new ConverseRequest(
                system,
                String.join("\n", last),
                maxTokens(inference.path("maxTokens")),
                inference
                        .path("stopSequences")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList(),
                thinks(model, additional.path("thinking").path("type")),
                all.stream().mapToInt(Tokens::read).sum());
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode request = JSON.readTree(body);
            if (request.isObject()) {
                return request;
            }
        } catch (JacksonException e) {
            // The service says as little of what is wrong.
        }
        throw new ApiError(400, "SerializationException", "The request body is not valid JSON.");
    }

    /** Adds the texts of all messages and gives back those of the last. */
    private static List<String> messages(JsonNode messages, List<String> all) {
        if (messages.isEmpty() || !roleAt(messages, 0).equals("user")) {
            throw invalid(
                    "A conversation must start with a user message. Try again with a conversation that starts with a user message.");
        }
        List<String> last = List.of();
        for (int i = 0; i < messages.size(); i++) {
            requireRole(messages, i);
            JsonNode content = messages.get(i).path("content");
            if (content.isEmpty()) {
                throw invalid("The content field in the Message object at messages." + i
                        + " is empty. Add a ContentBlock object to the content field and try again.");
            }
            last = texts(content, "messages." + i + ".content");
            all.addAll(last);
        }
        if (!roleAt(messages, messages.size() - 1).equals("user")) {
            throw invalid(
                    "This model does not support assistant message prefill. The conversation must end with a user message.");
        }
        return last;
    }

    private static void requireRole(JsonNode messages, int at) {
        String role = roleAt(messages, at);
        if (!role.equals("user") && !role.equals("assistant")) {
            throw invalid(
                    "1 validation error detected: Value '" + role + "' at 'messages." + (at + 1)
                            + ".member.role' failed to satisfy constraint: Member must satisfy enum value set: [user, assistant]");
        }
        if (!role.equals(at % 2 == 0 ? "user" : "assistant")) {
            throw invalid(
                    "A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.");
        }
    }

    private static String roleAt(JsonNode messages, int at) {
        return messages.path(at).path("role").asString("");
    }

    private static List<String> texts(JsonNode blocks, String at) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            JsonNode text = blocks.get(i).path("text");
            if (text.isString() && !text.asString().isBlank()) {
                texts.add(text.asString());
            } else if (text.isString()) {
                throw invalid("The text field in the ContentBlock object at " + at + "." + i
                        + " is blank. Add text to the text field, and try again.");
            } else if (blocks.get(i).propertyNames().stream().noneMatch(CACHE_POINT_OR_THOUGHT::contains)) {
                throw invalid("The dev stack's model reads text only; at " + at + "." + i + " is none.");
            }
        }
        return texts;
    }

    private static void requireNoSampling(JsonNode fields) {
        SAMPLING.stream().filter(fields::has).findFirst().ifPresent(field -> {
            throw invalid("The model returned the following errors: `" + (field.equals("topP") ? "top_p" : field)
                    + "` is not supported for this model.");
        });
    }

    private static int maxTokens(JsonNode maxTokens) {
        if (maxTokens.isMissingNode()) {
            return USUAL_MAX_TOKENS;
        }
        if (!maxTokens.isInt() || maxTokens.asInt() < 1) {
            throw invalid(
                    "1 validation error detected: Value '" + maxTokens
                            + "' at 'inferenceConfig.maxTokens' failed to satisfy constraint: Member must have value greater than or equal to 1");
        }
        return maxTokens.asInt();
    }

    private static boolean thinks(ChatModel model, JsonNode type) {
        boolean disabled = type.asString("").equals("disabled");
        if (disabled && !model.answersWithoutThinking()) {
            throw invalid(
                    "The model returned the following errors: thinking.type: thinking cannot be disabled for this model.");
        }
        return !disabled;
    }
}

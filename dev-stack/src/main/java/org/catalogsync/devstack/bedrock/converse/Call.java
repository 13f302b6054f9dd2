package org.catalogsync.devstack.bedrock.converse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.catalogsync.devstack.bedrock.speech.Speech;
import org.catalogsync.devstack.http.ApiError;

/** A request with its answer and with how that will fare. */
record Call(ConverseRequest request, Composition answer, Mood mood) {

    /** What a client would have to send back with a thought; it proves nothing here. */
    static final String SIGNATURE = "Y2F0YWxvZy1zeW5jIGRldi1zdGFjaw==";

    /** @throws ApiError for what the service would refuse before any model sees it */
    static Call of(String modelId, byte[] body, ModelSettings settings, Random dice) {
        ChatModel model = ChatModel.named(modelId)
                .orElseThrow(() -> ConverseRequest.invalid("The provided model identifier is invalid."));
        ConverseRequest request = ConverseReader.read(model, body);
        // One die is thrown whether there is a fault or not, so that a fault changes no other call's latency.
        double fallen = dice.nextDouble();
        boolean lies = settings.fault().filter(ModelFault.LIE::equals).isPresent() && fallen < settings.rate();
        Speech speech = spoken(request, lies);
        Composition answer = Composition.of(request, speech.text());
        return new Call(request, answer, Mood.of(settings, fallen, dice, speech.classification(), answer.tokens()));
    }

    private static Speech spoken(ConverseRequest request, boolean lies) {
        try {
            return Speech.of(request.system(), request.user(), lies);
        } catch (IllegalArgumentException e) {
            // A model would make something of it; whoever writes prompts is better served by being told.
            throw ConverseRequest.invalid("The dev stack's model cannot read the prompt: " + e.getMessage());
        }
    }

    /** The answer of Converse. */
    Map<String, Object> told(long latencyMillis) {
        List<Map<String, Object>> content = new ArrayList<>();
        if (!answer.thoughts().isEmpty()) {
            Map<String, Object> thought = Map.of("text", String.join("", answer.thoughts()), "signature", SIGNATURE);
            content.add(Map.of("reasoningContent", Map.of("reasoningText", thought)));
        }
        if (!answer.words().isEmpty()) {
            content.add(Map.of("text", String.join("", answer.words())));
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("output", Map.of("message", Map.of("role", "assistant", "content", content)));
        told.put("stopReason", answer.stopReason());
        told.put("usage", usage());
        told.put("metrics", Map.of("latencyMs", latencyMillis));
        return told;
    }

    Map<String, Object> usage() {
        int input = request.inputTokens();
        int output = answer.tokens();
        return Map.of("inputTokens", input, "outputTokens", output, "totalTokens", input + output);
    }
}

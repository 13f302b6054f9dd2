package org.catalogsync.devstack.bedrock.converse;

import java.util.List;
import java.util.Optional;
import org.catalogsync.devstack.bedrock.speech.Tokens;

/**
 * An answer in the pieces in which it is written; thoughts come first and count as output.
 *
 * @param thoughts none where the model does not think
 */
record Composition(List<String> thoughts, List<String> words, String stopReason) {

    private static final String THOUGHT = "The facts are given; the answer says them and nothing else.";

    /** As far as the request allows it to go. */
    static Composition of(ConverseRequest request, String text) {
        Optional<Integer> stop = request.stopSequences().stream()
                .map(text::indexOf)
                .filter(at -> at >= 0)
                .min(Integer::compare);
        List<String> thoughts = request.thinks() ? Tokens.written(THOUGHT) : List.of();
        List<String> words =
                Tokens.written(stop.map(at -> text.substring(0, at)).orElse(text));
        int room = request.maxTokens();
        if (thoughts.size() + words.size() <= room) {
            return new Composition(thoughts, words, stop.isPresent() ? "stop_sequence" : "end_turn");
        }
        int thought = Math.min(room, thoughts.size());
        return new Composition(thoughts.subList(0, thought), words.subList(0, room - thought), "max_tokens");
    }

    int tokens() {
        return thoughts.size() + words.size();
    }
}

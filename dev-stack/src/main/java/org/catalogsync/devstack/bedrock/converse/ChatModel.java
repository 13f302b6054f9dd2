package org.catalogsync.devstack.bedrock.converse;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The chat models that are known, by themselves and by their inference profiles. */
enum ChatModel {
    HAIKU("anthropic.claude-haiku-5-5", true),
    SONNET("anthropic.claude-sonnet-5-5", false);

    private static final Pattern PROFILE = Pattern.compile("(?:(?:jp|apac|global|us)\\.)?(anthropic\\..+)");

    private final String id;
    private final boolean answersWithoutThinking;

    ChatModel(String id, boolean answersWithoutThinking) {
        this.id = id;
        this.answersWithoutThinking = answersWithoutThinking;
    }

    static Optional<ChatModel> named(String modelId) {
        Matcher profile = PROFILE.matcher(modelId);
        return profile.matches()
                ? Arrays.stream(values())
                        .filter(model -> model.id.equals(profile.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    /** Whether thinking can be switched off. */
    boolean answersWithoutThinking() {
        return answersWithoutThinking;
    }
}

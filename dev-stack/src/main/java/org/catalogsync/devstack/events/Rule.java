package org.catalogsync.devstack.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule of a bus with its targets. */
record Rule(
        String name,
        @Nullable String eventPattern,
        boolean enabled,
        @Nullable String description,
        List<Target> targets) {

    Rule {
        targets = List.copyOf(targets);
    }

    Rule withTarget(Target target) {
        List<Target> others = new ArrayList<>(withoutTarget(target.id()).targets);
        others.add(target);
        return new Rule(name, eventPattern, enabled, description, others);
    }

    Rule withoutTarget(String id) {
        List<Target> others =
                targets.stream().filter(target -> !target.id().equals(id)).toList();
        return new Rule(name, eventPattern, enabled, description, others);
    }

    Rule enabled(boolean now) {
        return new Rule(name, eventPattern, now, description, targets);
    }

    /** Where matching events go, and what of them. At most one of {@code input} and {@code inputPath} is set. */
    record Target(
            @JsonProperty("Id") String id,
            @JsonProperty("Arn") String arn,
            @JsonProperty("Input") @Nullable String input,
            @JsonProperty("InputPath") @Nullable String inputPath,
            @JsonProperty("SqsParameters") @Nullable SqsParameters sqsParameters) {}

    /** For FIFO queues. */
    record SqsParameters(
            @JsonProperty("MessageGroupId") @Nullable String messageGroupId) {}
}

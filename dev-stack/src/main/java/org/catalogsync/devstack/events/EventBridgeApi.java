package org.catalogsync.devstack.events;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.catalogsync.devstack.events.Rule.Target;
import org.catalogsync.devstack.http.ApiError;
import org.catalogsync.devstack.http.JsonServer;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.RuleCompiler;
import software.amazon.event.ruler.Ruler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operations of EventBridge that the SDK and the CLI need for rules on SQS targets and for archives, in the JSON 1.1 protocol. */
final class EventBridgeApi {

    private static final JsonMapper JSON = Input.JSON;

    private final Buses buses;
    private final PutEvents putEvents;
    private final ArchiveApi archives;

    EventBridgeApi(Buses buses, PutEvents putEvents, ArchiveApi archives) {
        this.buses = buses;
        this.putEvents = putEvents;
        this.archives = archives;
    }

    byte[] answer(JsonServer.Request request) {
        String target = request.headers().getFirst("X-Amz-Target");
        String operation = target == null ? "" : target.substring(target.lastIndexOf('.') + 1);
        return JSON.writeValueAsBytes(perform(operation, new Input(parsed(request.text()))));
    }

    private Object perform(String operation, Input in) {
        return switch (operation) {
            case "PutEvents" -> putEvents.put(in.list("Entries", PutEvents.Entry.class));
            case "CreateEventBus" -> createEventBus(in.required("Name"));
            case "DescribeEventBus" -> describe(buses.bus(in.or("Name", Buses.DEFAULT)));
            case "ListEventBuses" ->
                Map.of(
                        "EventBuses",
                        buses.all().stream().map(EventBridgeApi::describe).toList());
            case "DeleteEventBus" -> done(() -> buses.delete(in.required("Name")));
            case "PutRule" -> putRule(in);
            case "DescribeRule" -> describe(in.bus(), ruleOf(in, "Name"));
            case "ListRules" -> listRules(in);
            case "EnableRule" -> enable(in, true);
            case "DisableRule" -> enable(in, false);
            case "DeleteRule" -> deleteRule(in);
            case "PutTargets" -> putTargets(in);
            case "ListTargetsByRule" ->
                Map.of(
                        "Targets",
                        ruleOf(in, "Rule").targets().stream()
                                .map(EventBridgeApi::describe)
                                .toList());
            case "RemoveTargets" -> removeTargets(in);
            case "TestEventPattern" -> testEventPattern(in);
            case "CreateArchive" -> archives.createArchive(in);
            case "DescribeArchive" -> archives.describeArchive(in);
            case "ListArchives" -> archives.listArchives(in);
            case "DeleteArchive" -> archives.deleteArchive(in);
            case "StartReplay" -> archives.startReplay(in);
            case "DescribeReplay" -> archives.describeReplay(in);
            case "ListReplays" -> archives.listReplays(in);
            default ->
                throw new ApiError(
                        400,
                        "UnknownOperationException",
                        "The dev stack's EventBridge does not know the operation '" + operation + "'.");
        };
    }

    private Map<String, Object> createEventBus(String name) {
        buses.create(name);
        return Map.of("EventBusArn", Arns.bus(name));
    }

    private Map<String, Object> putRule(Input in) {
        String name = in.required("Name");
        String pattern = in.optional("EventPattern");
        checkPattern(pattern, in.optional("ScheduleExpression"));
        boolean enabled = !in.or("State", "ENABLED").equals("DISABLED");
        buses.change(in.bus(), bus -> {
            Rule known = bus.rule(name);
            List<Target> targets = known == null ? List.of() : known.targets();
            return bus.with(new Rule(name, pattern, enabled, in.optional("Description"), targets));
        });
        return Map.of("RuleArn", Arns.rule(in.bus(), name));
    }

    private static void checkPattern(@Nullable String pattern, @Nullable String schedule) {
        if (schedule != null) {
            throw new ApiError(400, "ValidationException", "The dev stack's EventBridge keeps no schedules.");
        }
        if (pattern == null) {
            throw new ApiError(
                    400, "ValidationException", "Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        checkPattern(pattern);
    }

    static void checkPattern(String pattern) {
        String fault = RuleCompiler.check(pattern);
        if (fault != null) {
            throw new ApiError(400, "InvalidEventPatternException", "Event pattern is not valid. Reason: " + fault);
        }
    }

    private Map<String, Object> listRules(Input in) {
        String prefix = in.or("NamePrefix", "");
        return Map.of(
                "Rules",
                buses.bus(in.bus()).rules().values().stream()
                        .filter(rule -> rule.name().startsWith(prefix))
                        .map(rule -> describe(in.bus(), rule))
                        .toList());
    }

    private Map<String, Object> enable(Input in, boolean enabled) {
        Rule rule = ruleOf(in, "Name");
        return done(() -> buses.change(in.bus(), bus -> bus.with(rule.enabled(enabled))));
    }

    private Map<String, Object> deleteRule(Input in) {
        Rule rule = buses.bus(in.bus()).rule(in.required("Name"));
        if (rule != null && !rule.targets().isEmpty()) {
            throw new ApiError(400, "ValidationException", "Rule can't be deleted since it has targets.");
        }
        return done(() -> buses.change(in.bus(), bus -> bus.without(in.required("Name"))));
    }

    private Map<String, Object> putTargets(Input in) {
        ruleOf(in, "Rule");
        in.refuseInputTransformers();
        List<Target> targets = in.list("Targets", Target.class);
        targets.forEach(EventBridgeApi::checkTarget);
        buses.change(in.bus(), bus -> {
            Rule rule = java.util.Objects.requireNonNull(bus.rule(in.required("Rule")));
            for (Target target : targets) {
                rule = rule.withTarget(target);
            }
            return bus.with(rule);
        });
        return noFailures();
    }

    private static void checkTarget(Target target) {
        if (!target.arn().matches("arn:aws:sqs:[^:]+:[^:]+:[^:]+")) {
            throw new ApiError(
                    400,
                    "ValidationException",
                    "The dev stack's EventBridge delivers to SQS queues only, not to " + target.arn() + ".");
        }
    }

    private Map<String, Object> removeTargets(Input in) {
        ruleOf(in, "Rule");
        List<String> ids = in.list("Ids", String.class);
        buses.change(in.bus(), bus -> {
            Rule rule = java.util.Objects.requireNonNull(bus.rule(in.required("Rule")));
            for (String id : ids) {
                rule = rule.withoutTarget(id);
            }
            return bus.with(rule);
        });
        return noFailures();
    }

    private static Map<String, Object> testEventPattern(Input in) {
        String pattern = in.required("EventPattern");
        checkPattern(pattern, null);
        try {
            return Map.of("Result", Ruler.matchesRule(in.required("Event"), pattern));
        } catch (Exception e) {
            throw new ApiError(400, "ValidationException", "Parameter Event is not valid. Reason: " + e.getMessage());
        }
    }

    private Rule ruleOf(Input in, String parameter) {
        String name = in.required(parameter);
        Rule rule = buses.bus(in.bus()).rule(name);
        if (rule == null) {
            throw new ApiError(
                    400, "ResourceNotFoundException", "Rule " + name + " does not exist on EventBus " + in.bus() + ".");
        }
        return rule;
    }

    private static Map<String, Object> describe(Bus bus) {
        return Map.of("Name", bus.name(), "Arn", Arns.bus(bus.name()));
    }

    private static Map<String, Object> describe(String bus, Rule rule) {
        Map<String, Object> described = new TreeMap<>();
        described.put("Name", rule.name());
        described.put("Arn", Arns.rule(bus, rule.name()));
        described.put("State", rule.enabled() ? "ENABLED" : "DISABLED");
        described.put("EventBusName", bus);
        putIfThere(described, "EventPattern", rule.eventPattern());
        putIfThere(described, "Description", rule.description());
        return described;
    }

    private static Map<String, Object> describe(Target target) {
        Map<String, Object> described = new TreeMap<>();
        described.put("Id", target.id());
        described.put("Arn", target.arn());
        putIfThere(described, "Input", target.input());
        putIfThere(described, "InputPath", target.inputPath());
        putIfThere(described, "SqsParameters", target.sqsParameters());
        return described;
    }

    private static void putIfThere(Map<String, Object> described, String name, @Nullable Object value) {
        if (value != null) {
            described.put(name, value);
        }
    }

    private static Map<String, Object> done(Runnable act) {
        act.run();
        return Map.of();
    }

    private static Map<String, Object> noFailures() {
        return Map.of("FailedEntryCount", 0, "FailedEntries", List.of());
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body.isBlank() ? "{}" : body);
        } catch (JacksonException e) {
            throw new ApiError(400, "SerializationException", "The request is not JSON: " + e.getOriginalMessage());
        }
    }
}

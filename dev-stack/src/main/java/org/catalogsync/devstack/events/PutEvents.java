package org.catalogsync.devstack.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.catalogsync.devstack.events.Rule.Target;
import org.catalogsync.devstack.http.ApiError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Accepts events in EventBridge's limits, matches them and delivers them. Entries succeed or fail each on its own. */
final class PutEvents {

    static final String ACCOUNT = "000000000000";
    static final String REGION = "ap-northeast-1";

    private static final int MOST_ENTRIES = 10;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int TIME_BYTES = 14;
    private static final int MOST_TRACE_HEADER = 500;
    private static final Pattern TRACE_ROOT = Pattern.compile("(^|;)Root=1-[0-9a-f]{8}-[0-9a-f]{24}(;|$)");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Buses buses;
    private final Delivery delivery;
    private final Archives archives;
    private final Clock clock;

    PutEvents(Buses buses, Delivery delivery, Archives archives, Clock clock) {
        this.buses = buses;
        this.delivery = delivery;
        this.archives = archives;
        this.clock = clock;
    }

    Answer put(List<Entry> entries) {
        checkLimits(entries);
        List<Result> results = together(entries);
        long failed =
                results.stream().filter(result -> result.errorCode() != null).count();
        return new Answer(Math.toIntExact(failed), results);
    }

    /** Each delivery waits for an answer of SQS; one after the other they would make this bus far slower than the true one. */
    private List<Result> together(List<Entry> entries) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Result>> results = new ArrayList<>(entries.size());
            for (Entry entry : entries) {
                results.add(threads.submit(() -> put(entry)));
            }
            List<Result> all = new ArrayList<>(entries.size());
            for (Future<Result> result : results) {
                all.add(result.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiError(500, "InternalFailure", "The bus is ending.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Result put(Entry entry) {
        Optional<Result> fault = faultOf(entry);
        if (fault.isPresent()) {
            return fault.get();
        }
        String id = UUID.randomUUID().toString();
        String envelope = envelope(id, entry);
        boolean delivered = true;
        for (Rule rule : buses.bus(entry.bus()).matching(envelope)) {
            for (Target target : rule.targets()) {
                delivered &= delivery.deliver(rule, target, envelope, entry.validTraceHeader());
            }
        }
        if (!delivered) {
            return Result.failed("InternalFailure", "A target of a matching rule could not be reached.");
        }
        // Only now: an entry that fails is sent again by its sender, and would be kept twice.
        archives.keep(Arns.nameIn(entry.bus()), timeOf(entry), envelope);
        return Result.accepted(id);
    }

    private Optional<Result> faultOf(Entry entry) {
        if (!buses.exists(entry.bus())) {
            return Optional.of(invalid("EventBusName", "Event bus " + entry.bus() + " does not exist."));
        }
        for (Map.Entry<String, String> required : entry.required().entrySet()) {
            if (required.getValue().isEmpty()) {
                return Optional.of(invalid(required.getKey(), required.getKey() + " is a required argument."));
            }
        }
        if (entry.text(entry.source()).startsWith("aws.")) {
            return Optional.of(Result.failed("NotAuthorizedForSourceException", "Not authorized for the source."));
        }
        return detailOf(entry).isPresent()
                ? Optional.empty()
                : Optional.of(Result.failed("MalformedDetail", "Detail is malformed."));
    }

    private static Result invalid(String parameter, String reason) {
        return Result.failed("InvalidArgument", "Parameter " + parameter + " is not valid. Reason: " + reason);
    }

    private static Optional<JsonNode> detailOf(Entry entry) {
        try {
            return Optional.of(JSON.readTree(entry.text(entry.detail()))).filter(JsonNode::isObject);
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private String envelope(String id, Entry entry) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("version", "0");
        envelope.put("id", id);
        envelope.put("detail-type", entry.text(entry.detailType()));
        envelope.put("source", entry.text(entry.source()));
        envelope.put("account", ACCOUNT);
        envelope.put("time", timeOf(entry).truncatedTo(ChronoUnit.SECONDS).toString());
        envelope.put("region", REGION);
        envelope.put("resources", entry.resourceList());
        envelope.put("detail", detailOf(entry).orElseThrow());
        return JSON.writeValueAsString(envelope);
    }

    private Instant timeOf(Entry entry) {
        return entry.time() == null ? clock.instant() : Instant.ofEpochMilli(Math.round(entry.time() * 1000));
    }

    private static void checkLimits(List<Entry> entries) {
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw new ApiError(
                    400,
                    "ValidationException",
                    "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length "
                            + (entries.isEmpty()
                                    ? "greater than or equal to 1"
                                    : "less than or equal to " + MOST_ENTRIES));
        }
        if (entries.stream().mapToInt(Entry::bytes).sum() > MOST_BYTES) {
            throw new ApiError(
                    400, "ValidationException", "Total size of the entries in the request is over the limit.");
        }
    }

    /** An event as its sender gives it. */
    record Entry(
            @JsonProperty("Time") @Nullable Double time,
            @JsonProperty("Source") @Nullable String source,
            @JsonProperty("Resources") @Nullable List<String> resources,
            @JsonProperty("DetailType") @Nullable String detailType,
            @JsonProperty("Detail") @Nullable String detail,
            @JsonProperty("EventBusName") @Nullable String eventBusName,
            @JsonProperty("TraceHeader") @Nullable String traceHeader) {

        String bus() {
            return eventBusName == null ? Buses.DEFAULT : eventBusName;
        }

        List<String> resourceList() {
            return resources == null ? List.of() : resources;
        }

        Map<String, String> required() {
            Map<String, String> required = new LinkedHashMap<>();
            required.put("Source", text(source));
            required.put("DetailType", text(detailType));
            required.put("Detail", text(detail));
            return required;
        }

        String text(@Nullable String value) {
            return value == null ? "" : value;
        }

        /** One that X-Ray would not take is dropped, and the event goes on without it. */
        @Nullable
        String validTraceHeader() {
            return traceHeader != null
                            && traceHeader.length() <= MOST_TRACE_HEADER
                            && TRACE_ROOT.matcher(traceHeader).find()
                    ? traceHeader
                    : null;
        }

        /** As EventBridge counts: the trace header is free. */
        int bytes() {
            return (time == null ? 0 : TIME_BYTES)
                    + utf8(source)
                    + utf8(detailType)
                    + utf8(detail)
                    + resourceList().stream().mapToInt(this::utf8).sum();
        }

        private int utf8(@Nullable String value) {
            return text(value).getBytes(StandardCharsets.UTF_8).length;
        }
    }

    record Answer(
            @JsonProperty("FailedEntryCount") int failedEntryCount,
            @JsonProperty("Entries") List<Result> entries) {}

    /** Either an id or an error. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            @JsonProperty("EventId") @Nullable String eventId,
            @JsonProperty("ErrorCode") @Nullable String errorCode,
            @JsonProperty("ErrorMessage") @Nullable String errorMessage) {

        static Result accepted(String id) {
            return new Result(id, null, null);
        }

        static Result failed(String code, String message) {
            return new Result(null, code, message);
        }
    }
}

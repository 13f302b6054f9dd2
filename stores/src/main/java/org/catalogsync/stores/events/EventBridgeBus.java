package org.catalogsync.stores.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.catalogsync.stores.Parallel;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.aws.AwsClients;
import org.catalogsync.stores.aws.AwsFailures;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** Events on EventBridge, at least once and in no order. */
public final class EventBridgeBus implements EventBus, AutoCloseable {
    private static final int ENTRIES_PER_CALL = 10;
    private static final int TIME_BYTES = 14;
    private static final int CALLS_AT_ONCE = 8;

    private final EventBridgeClient client;
    private final String bus;
    private final int callBytes;
    private final Retry retry;

    private EventBridgeBus(EventBridgeClient client, String bus, int callBytes, Retry retry) {
        this.client = client;
        this.bus = bus;
        this.callBytes = callBytes;
        this.retry = retry;
    }

    public static EventBridgeBus open(AwsClients aws, StoresSettings settings, Retry retry) {
        EventBridgeClient client = aws.open("EVENTBRIDGE", EventBridgeClient.builder());
        return new EventBridgeBus(client, settings.eventBus(), settings.eventBatchBytes(), retry);
    }

    @Override
    public void createIfAbsent() {
        retry.call("create bus " + bus, () -> {
            try {
                client.createEventBus(b -> b.name(bus));
            } catch (ResourceAlreadyExistsException e) {
                // It is there.
            }
            return bus;
        });
    }

    @Override
    public void route(String rule, String pattern, String queueArn) {
        retry.call(
                "put rule " + rule,
                () -> client.putRule(r -> r.eventBusName(bus).name(rule).eventPattern(pattern)));
        retry.call(
                "put target of " + rule,
                () -> client.putTargets(t ->
                        t.eventBusName(bus).rule(rule).targets(to -> to.id(rule).arn(queueArn))));
    }

    @Override
    public void unroute(String rule) {
        retry.call("remove the target of " + rule, () -> {
            try {
                client.removeTargets(t -> t.eventBusName(bus).rule(rule).ids(rule));
            } catch (ResourceNotFoundException e) {
                // There never was such a rule.
            }
            return rule;
        });
    }

    @Override
    public void publish(List<Event> events) {
        // All are measured first, so that one that can never pass stops the call before any was sent.
        events.forEach(this::refuseTooLarge);
        // The bus keeps no order, so nothing is lost by several calls at once; one by one they would be what a stream
        // of changes waits for.
        Parallel.map(CALLS_AT_ONCE, calls(events), call -> {
            put(call);
            return call.size();
        });
    }

    private List<List<Event>> calls(List<Event> events) {
        List<List<Event>> calls = new ArrayList<>();
        List<Event> call = new ArrayList<>(ENTRIES_PER_CALL);
        int bytes = 0;
        for (Event event : events) {
            if (call.size() == ENTRIES_PER_CALL || bytes + bytes(event) > callBytes) {
                calls.add(call);
                call = new ArrayList<>(ENTRIES_PER_CALL);
                bytes = 0;
            }
            call.add(event);
            bytes += bytes(event);
        }
        calls.add(call);
        return calls;
    }

    private void refuseTooLarge(Event event) {
        if (bytes(event) > callBytes) {
            throw new EventRefused(event.detailType() + " of " + event.source() + ": expected up to " + callBytes
                    + " bytes, found " + bytes(event));
        }
    }

    /** As EventBridge counts it, the trace header not. */
    static int bytes(Event event) {
        return TIME_BYTES + utf8(event.source()) + utf8(event.detailType()) + utf8(event.detailJson());
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void put(List<Event> batch) {
        List<Event> left = batch;
        Retry.Attempts attempts = retry.attempts("put " + batch.size() + " events on " + bus);
        while (!left.isEmpty()) {
            try {
                left = putOnce(left, attempts);
            } catch (EventBridgeException e) {
                if (AwsFailures.classify(e).isEmpty()) {
                    throw new EventRefused("bus " + bus + ": " + e.getMessage(), e);
                }
                attempts.backOff(e);
            } catch (RuntimeException e) {
                attempts.backOff(e);
            }
        }
    }

    /** Puts the events once and gives back those to put again. */
    private List<Event> putOnce(List<Event> batch, Retry.Attempts attempts) {
        List<PutEventsResultEntry> results = client.putEvents(
                        p -> p.entries(batch.stream().map(this::entry).toList()))
                .entries();
        List<Event> again = new ArrayList<>();
        Retry.Kind kind = Retry.Kind.PARTIAL;
        for (int i = 0; i < batch.size(); i++) {
            PutEventsResultEntry result = results.get(i);
            if (result.errorCode() != null) {
                kind = passing(batch.get(i), result);
                again.add(batch.get(i));
            }
        }
        if (!again.isEmpty()) {
            attempts.backOff(kind, null);
        }
        return again;
    }

    private Retry.Kind passing(Event event, PutEventsResultEntry result) {
        return AwsFailures.classifyCode(result.errorCode())
                .orElseThrow(() -> new EventRefused("bus " + bus + " will not take " + event.detailType() + " of "
                        + event.source() + ": " + result.errorCode() + ", " + result.errorMessage()));
    }

    private PutEventsRequestEntry entry(Event event) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(event.source())
                .detailType(event.detailType())
                .detail(event.detailJson())
                .time(event.time())
                .traceHeader(event.traceHeader())
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}

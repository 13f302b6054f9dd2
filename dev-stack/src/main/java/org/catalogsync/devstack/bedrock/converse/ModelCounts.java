package org.catalogsync.devstack.bedrock.converse;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What became of the calls. Every stream that was started is open, completed, cancelled by its client or failed by the model. */
final class ModelCounts {

    /** How a stream ended. */
    enum End {
        COMPLETED,
        CANCELLED,
        FAILED
    }

    private long converse;
    private long started;
    private final Map<End, Long> ends = new EnumMap<>(End.class);
    private long open;
    private long mostOpen;
    private long throttled;
    private long inputTokens;
    private long outputTokens;

    synchronized void conversed() {
        converse++;
    }

    synchronized void started() {
        started++;
        mostOpen = Math.max(mostOpen, ++open);
    }

    synchronized void ended(End end) {
        ends.merge(end, 1L, Long::sum);
        open--;
    }

    synchronized void throttled() {
        throttled++;
    }

    /** Of input the whole, of output what was sent. */
    synchronized void used(int input, int output) {
        inputTokens += input;
        outputTokens += output;
    }

    /** Counts from nothing, but for the streams that are open: they will end. */
    synchronized void reset() {
        converse = 0;
        started = open;
        ends.clear();
        mostOpen = open;
        throttled = 0;
        inputTokens = 0;
        outputTokens = 0;
    }

    synchronized Map<String, Object> told() {
        Map<String, Object> streams = new LinkedHashMap<>();
        streams.put("started", started);
        for (End end : End.values()) {
            streams.put(end.name().toLowerCase(Locale.ROOT), ends.getOrDefault(end, 0L));
        }
        streams.put("open", open);
        streams.put("most_open", mostOpen);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("converse", converse);
        told.put("streams", streams);
        told.put("throttled", throttled);
        told.put("input_tokens", inputTokens);
        told.put("output_tokens", outputTokens);
        return told;
    }
}

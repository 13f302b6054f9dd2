package org.catalogsync.stores.index;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.index.CatalogueIndex.BulkReceipt;
import org.catalogsync.stores.index.CatalogueIndex.IndexDocument;
import tools.jackson.databind.JsonNode;

/**
 * Writes documents in bulks that stay below a size, and looks at each item of the answer: a version conflict means that a newer document is there, a passing failure is sent again alone, any other is thrown.
 */
final class BulkWriter {
    /** Large enough to keep the index busy, small enough for its request breaker and our heap. */
    private static final int MOST_BYTES = 4 << 20;

    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<String> PASSING = Set.of(
            "es_rejected_execution_exception",
            "opensearch_rejected_execution_exception",
            "rejected_execution_exception",
            "circuit_breaking_exception",
            "unavailable_shards_exception",
            "no_shard_available_action_exception",
            "node_closed_exception",
            "node_not_connected_exception",
            "process_cluster_event_timeout_exception");

    private final SearchHttp http;

    BulkWriter(SearchHttp http) {
        this.http = http;
    }

    BulkReceipt write(String generation, List<IndexDocument> documents) {
        Tally tally = new Tally();
        List<Entry> bulk = new ArrayList<>();
        long bytes = 0;
        for (IndexDocument document : documents) {
            Entry entry = new Entry(document.isbn().value(), IndexJson.bulkLines(document));
            if (!bulk.isEmpty() && bytes + entry.lines.length > MOST_BYTES) {
                settle(generation, bulk, tally);
                bulk = new ArrayList<>();
                bytes = 0;
            }
            bulk.add(entry);
            bytes += entry.lines.length;
        }
        settle(generation, bulk, tally);
        return new BulkReceipt(tally.indexed, tally.superseded, tally.retried);
    }

    private void settle(String generation, List<Entry> bulk, Tally tally) {
        Retry.Attempts attempts = http.attempts("index " + bulk.size() + " documents into " + generation);
        List<Entry> left = bulk;
        while (!left.isEmpty()) {
            try {
                List<Entry> again = sendOnce(generation, left, tally);
                if (!again.isEmpty()) {
                    attempts.backOff(Retry.Kind.THROTTLED, null);
                }
                left = again;
            } catch (RuntimeException e) {
                attempts.backOff(e);
                tally.retried += left.size();
            }
        }
    }

    /** Sends the documents once and gives back those to send again. */
    private List<Entry> sendOnce(String generation, List<Entry> bulk, Tally tally) {
        JsonNode answer = http.once(
                "POST",
                "/" + generation + "/_bulk",
                Map.of("filter_path", "errors,items.index.status,items.index.error.type,items.index.error.reason"),
                body(bulk),
                "application/x-ndjson");
        if (!answer.path("errors").asBoolean(true)) {
            tally.indexed += bulk.size();
            return List.of();
        }
        List<Entry> again = new ArrayList<>();
        JsonNode items = answer.path("items");
        for (int i = 0; i < bulk.size(); i++) {
            JsonNode item = items.path(i).path("index");
            int status = item.path("status").asInt(0);
            if (status >= 200 && status < 300) {
                tally.indexed++;
            } else if (status == CONFLICT) {
                tally.superseded++;
            } else if (passes(status, item.path("error").path("type").asString(""))) {
                tally.retried++;
                again.add(bulk.get(i));
            } else {
                throw refused(generation, bulk.get(i), status, item.path("error"));
            }
        }
        return again;
    }

    private static boolean passes(int status, String type) {
        return status == TOO_MANY_REQUESTS || status == 503 || PASSING.contains(type);
    }

    private static RuntimeException refused(String generation, Entry entry, int status, JsonNode error) {
        String type = error.path("type").asString("error");
        if (type.equals("index_not_found_exception")) {
            return new CatalogueIndex.GenerationMissing(generation);
        }
        return new IndexRefused(
                status,
                type,
                "index " + generation + " will not take document '" + entry.isbn + "': " + status + " " + type + ": "
                        + error.path("reason").asString(""));
    }

    private static byte[] body(List<Entry> bulk) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(
                bulk.stream().mapToInt(entry -> entry.lines.length).sum());
        bulk.forEach(entry -> body.writeBytes(entry.lines));
        return body.toByteArray();
    }

    /** A document as it is sent. */
    private static final class Entry {
        final String isbn;
        final byte[] lines;

        Entry(String isbn, byte[] lines) {
            this.isbn = isbn;
            this.lines = lines;
        }
    }

    private static final class Tally {
        int indexed;
        int superseded;
        int retried;
    }
}

package org.catalogsync.stores.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.Retry;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.aws.AwsClients;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The catalogue index in OpenSearch: one index a generation, rev as external version, one alias that shows the live one. */
public final class OpenSearchIndex implements CatalogueIndex, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenSearchIndex.class);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int SCAN_PAGE = 2_000;
    private static final int GET_PAGE = 500;
    private static final String KEEP_ALIVE = "5m";

    /** A change that the index has taken waits for this long until searches see it: the longest single wait between the ERP and a search (decision 99). */
    private static final String LIVE_REFRESH = "500ms";

    private static final Map<String, String> NO_PARAMETERS = Map.of();

    private final SearchHttp http;
    private final BulkWriter bulk;
    private final String alias;
    private final Pattern generation;
    private final int replicas;

    /** Generations that are known to have all fields; few, as there are few generations. */
    private final Set<String> mapped = ConcurrentHashMap.newKeySet();

    private OpenSearchIndex(SearchHttp http, String alias, int replicas) {
        this.http = http;
        this.bulk = new BulkWriter(http);
        this.alias = alias;
        this.generation = Pattern.compile(Pattern.quote(alias) + "-\\d+");
        this.replicas = replicas;
    }

    public static OpenSearchIndex open(StoresSettings settings, AwsClients aws, Retry retry) {
        int replicas = settings.profile() == StoresSettings.Profile.DEV ? 0 : 1;
        return new OpenSearchIndex(
                SearchHttp.open(settings.openSearch(), aws, retry), settings.catalogAlias(), replicas);
    }

    /** What a failure of the index means for the next try. */
    public static Optional<Retry.Kind> classify(RuntimeException failure) {
        return SearchHttp.classify(failure);
    }

    @Override
    public String generationName(long run) {
        return alias + "-" + "%010d".formatted(run);
    }

    @Override
    public void createGeneration(String generation, int dimensions) {
        forbidAutomaticCreation();
        try {
            http.call("create " + generation, "PUT", "/" + generation, NO_PARAMETERS, schema(dimensions));
        } catch (IndexRefused e) {
            if (!e.type().equals("resource_already_exists_exception")) {
                throw e;
            }
        }
    }

    private static ObjectNode schema(int dimensions) {
        try (InputStream json = OpenSearchIndex.class.getResourceAsStream("generation.json")) {
            ObjectNode schema = (ObjectNode) SearchHttp.JSON.readTree(json);
            ObjectNode embedding = (ObjectNode) schema.at("/mappings/properties/embedding");
            embedding.put("dimension", dimensions);
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException("generation.json is part of this module", e);
        }
    }

    /** A late write to a deleted generation must fail, not bring it back without its mapping. Other indices of the cluster stay as free as they were. */
    private void forbidAutomaticCreation() {
        ObjectNode settings = SearchHttp.JSON.createObjectNode();
        settings.putObject("persistent").put("action.auto_create_index", "-" + alias + "-*,+*");
        try {
            http.call("forbid automatic creation", "PUT", "/_cluster/settings", NO_PARAMETERS, settings);
        } catch (IndexRefused e) {
            LOG.warn("automatic creation of indices stays as it is: {}", e.getMessage());
        }
    }

    @Override
    public BulkReceipt index(String generation, List<IndexDocument> documents) {
        mapNewFields(generation);
        return bulk.write(generation, documents);
    }

    /** A generation that an earlier release made lacks the fields that came since, and refuses documents that have them. */
    private void mapNewFields(String generation) {
        if (mapped.contains(generation)) {
            return;
        }
        ObjectNode mapping = SearchHttp.JSON.createObjectNode();
        mapping.putObject("properties").putObject("source_version_utc").put("type", "date");
        try {
            http.call("map new fields of " + generation, "PUT", "/" + generation + "/_mapping", NO_PARAMETERS, mapping);
        } catch (IndexRefused e) {
            if (e.status() == NOT_FOUND) {
                throw new GenerationMissing(generation);
            }
            throw e;
        }
        mapped.add(generation);
    }

    /** Also ends the building mode: from here on the generation refreshes and keeps its log as a live index does. */
    @Override
    public void refresh(String generation) {
        ObjectNode settings = SearchHttp.JSON.createObjectNode();
        ObjectNode index = settings.putObject("index");
        index.put("refresh_interval", LIVE_REFRESH);
        index.put("number_of_replicas", replicas);
        ObjectNode translog = index.putObject("translog");
        translog.put("durability", "request");
        translog.putNull("flush_threshold_size");
        http.call("end building " + generation, "PUT", "/" + generation + "/_settings", NO_PARAMETERS, settings);
        http.call("refresh " + generation, "POST", "/" + generation + "/_refresh", NO_PARAMETERS, null);
    }

    @Override
    public long count(String generationOrAlias) {
        ObjectNode body = SearchHttp.JSON.createObjectNode();
        body.putObject("query")
                .putObject("bool")
                .putObject("must_not")
                .putObject("term")
                .put("deleted", true);
        JsonNode answer = http.call(
                "count " + generationOrAlias, "GET", "/" + generationOrAlias + "/_count", NO_PARAMETERS, body);
        return answer.required("count").asLong();
    }

    @Override
    public void scan(String generation, Consumer<IndexDocument> visitor) {
        visitAll(generation, null, hit -> visitor.accept(IndexJson.document(generation, hit.path("_source"))));
    }

    @Override
    public void changedSince(String generation, Instant from, Consumer<IndexDocument> visitor) {
        ObjectNode query = SearchHttp.JSON.createObjectNode();
        query.putObject("range").putObject("last_sync_utc").put("gte", from.toString());
        visitAll(generation, query, hit -> visitor.accept(IndexJson.document(generation, hit.path("_source"))));
    }

    @Override
    public void survey(String generation, Consumer<Placed> visitor) {
        visitAll(generation, null, hit -> visitor.accept(placed(hit)));
    }

    private static Placed placed(JsonNode hit) {
        return IndexJson.placed(hit.path("_id").asString(), hit.path("_version").asLong(), hit.path("_source"));
    }

    private void visitAll(String generation, @Nullable ObjectNode query, Consumer<JsonNode> visitor) {
        String pit = http.call(
                        "open a point in time of " + generation,
                        "POST",
                        "/" + generation + "/_search/point_in_time",
                        Map.of("keep_alive", KEEP_ALIVE),
                        null)
                .required("pit_id")
                .asString();
        try {
            JsonNode after = null;
            do {
                after = visit(generation, pit, query, after, visitor);
            } while (after != null);
        } finally {
            close(pit);
        }
    }

    /** Visits one page and gives back where the next one starts. */
    private @Nullable JsonNode visit(
            String generation,
            String pit,
            @Nullable ObjectNode query,
            @Nullable JsonNode after,
            Consumer<JsonNode> visitor) {
        ObjectNode body = SearchHttp.JSON.createObjectNode();
        body.put("size", SCAN_PAGE);
        body.put("track_total_hits", false);
        body.put("version", true);
        body.putObject("_source").putArray("excludes").add("embedding");
        body.putObject("pit").put("id", pit).put("keep_alive", KEEP_ALIVE);
        body.putArray("sort").addObject().put("_shard_doc", "asc");
        if (query != null) {
            body.set("query", query);
        }
        if (after != null) {
            body.set("search_after", after);
        }
        JsonNode hits = http.call(
                        "scan " + generation,
                        "POST",
                        "/_search",
                        Map.of(
                                // A shard that fails must fail the call: its documents would be missing unnoticed.
                                "allow_partial_search_results",
                                "false",
                                "filter_path",
                                "hits.hits._id,hits.hits._version,hits.hits._source,hits.hits.sort"),
                        body)
                .path("hits")
                .path("hits");
        JsonNode last = null;
        for (JsonNode hit : hits) {
            visitor.accept(hit);
            last = hit.path("sort");
        }
        return hits.size() < SCAN_PAGE ? null : last;
    }

    private void close(String pit) {
        ObjectNode body = SearchHttp.JSON.createObjectNode();
        body.putArray("pit_id").add(pit);
        try {
            http.call("close a point in time", "DELETE", "/_search/point_in_time", NO_PARAMETERS, body);
        } catch (RuntimeException e) {
            LOG.debug("a point in time ends by its own time-out: {}", e.getMessage());
        }
    }

    @Override
    public List<IndexDocument> get(String generation, List<Isbn> isbns) {
        return found(generation, isbns).stream()
                .map(found -> IndexJson.document(generation, found.path("_source")))
                .toList();
    }

    @Override
    public List<Placed> look(String generation, List<Isbn> isbns) {
        return found(generation, isbns).stream().map(OpenSearchIndex::placed).toList();
    }

    private List<JsonNode> found(String generation, List<Isbn> isbns) {
        List<JsonNode> found = new ArrayList<>(isbns.size());
        for (int from = 0; from < isbns.size(); from += GET_PAGE) {
            found.addAll(foundOfPage(generation, isbns.subList(from, Math.min(isbns.size(), from + GET_PAGE))));
        }
        return found;
    }

    private List<JsonNode> foundOfPage(String generation, List<Isbn> isbns) {
        ObjectNode body = SearchHttp.JSON.createObjectNode();
        var ids = body.putArray("ids");
        isbns.forEach(isbn -> ids.add(isbn.value()));
        JsonNode answer = http.call(
                "get " + isbns.size() + " documents of " + generation,
                "POST",
                "/" + generation + "/_mget",
                Map.of("_source_excludes", "embedding"),
                body);
        List<JsonNode> found = new ArrayList<>(isbns.size());
        for (JsonNode document : answer.path("docs")) {
            if (document.has("error")) {
                throw new IndexRefused(
                        0,
                        document.at("/error/type").asString(""),
                        "get from " + generation + ": " + document.path("error"));
            }
            if (document.path("found").asBoolean(false)) {
                found.add(document);
            }
        }
        return found;
    }

    @Override
    public boolean deleteStray(String generation, Placed seen) {
        String id = URLEncoder.encode(seen.id(), StandardCharsets.UTF_8).replace("+", "%20");
        // An external version that is one above what was seen: refused where somebody wrote since.
        Map<String, String> condition =
                Map.of("version", Long.toString(seen.version() + 1), "version_type", "external");
        try {
            http.call(
                    "delete '" + seen.id() + "' of " + generation,
                    "DELETE",
                    "/" + generation + "/_doc/" + id,
                    condition,
                    null);
            return true;
        } catch (IndexRefused e) {
            if (e.status() == NOT_FOUND) {
                return true;
            }
            if (e.status() == CONFLICT) {
                // Somebody wrote since, or this is our own delete again, whose first answer was lost.
                return !exists(generation, id);
            }
            throw e;
        }
    }

    private boolean exists(String generation, String encodedId) {
        try {
            return http.call(
                            "look for a document of " + generation,
                            "GET",
                            "/" + generation + "/_doc/" + encodedId,
                            Map.of("_source", "false"),
                            null)
                    .path("found")
                    .asBoolean();
        } catch (IndexRefused e) {
            if (e.status() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Optional<String> live() {
        JsonNode indices;
        try {
            indices = http.call("read alias " + alias, "GET", "/_alias/" + alias, NO_PARAMETERS, null);
        } catch (IndexRefused e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
        List<String> shown = List.copyOf(indices.propertyNames());
        if (shown.size() > 1) {
            throw new IllegalStateException("alias " + alias + " shows " + shown + ", expected one generation");
        }
        return shown.stream().findFirst();
    }

    @Override
    public List<String> generations() {
        JsonNode indices = http.call(
                "list generations",
                "GET",
                "/" + alias + "-*/_settings/index.uuid",
                Map.of("allow_no_indices", "true"),
                null);
        return indices.propertyNames().stream()
                .filter(name -> generation.matcher(name).matches())
                .sorted()
                .toList();
    }

    @Override
    public void swap(@Nullable String from, String to) {
        long target = run(to);
        if (isLeftToDo(from, to)) {
            if (from != null && target <= run(from)) {
                throw new SwapRefused("alias " + alias + " goes up only: " + to + " is not above " + from);
            }
            update(from, to);
        }
    }

    @Override
    public void rollBack(String from, String to) {
        run(to);
        if (isLeftToDo(from, to)) {
            update(from, to);
        }
    }

    private boolean isLeftToDo(@Nullable String from, String to) {
        Optional<String> shown = live();
        if (shown.equals(Optional.of(to))) {
            // An earlier try whose answer was lost, or the same run again after a restart.
            return false;
        }
        if (!shown.equals(Optional.ofNullable(from))) {
            throw new SwapRefused("alias " + alias + " expected to show " + shown(Optional.ofNullable(from))
                    + ", found " + shown(shown));
        }
        return true;
    }

    /**
     * Conditional in the server: {@code from} must still be shown. Where nothing was, that the alias has one write index at most keeps a second generation out, should another run have been first since we looked.
     */
    void update(@Nullable String from, String to) {
        ObjectNode body = SearchHttp.JSON.createObjectNode();
        var actions = body.putArray("actions");
        if (from != null) {
            actions.addObject()
                    .putObject("remove")
                    .put("index", from)
                    .put("alias", alias)
                    .put("must_exist", true);
        }
        // Whoever reads through the alias, with whatever query, never meets a tombstone.
        actions.addObject()
                .putObject("add")
                .put("index", to)
                .put("alias", alias)
                .put("is_write_index", true)
                .putObject("filter")
                .putObject("bool")
                .putObject("must_not")
                .putObject("term")
                .put("deleted", true);
        try {
            http.call("show " + to, "POST", "/_aliases", NO_PARAMETERS, body);
        } catch (IndexRefused e) {
            // The first try may have acted before its answer was lost; then the alias already shows what it should.
            if (!live().equals(Optional.of(to))) {
                throw new SwapRefused("alias " + alias + " was not moved from " + shown(Optional.ofNullable(from))
                        + " to " + to + ": " + e.getMessage());
            }
        }
    }

    private static String shown(Optional<String> generation) {
        return generation.orElse("nothing");
    }

    private long run(String name) {
        if (!generation.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a generation of " + alias);
        }
        return Long.parseLong(name.substring(alias.length() + 1));
    }

    @Override
    public boolean deleteGeneration(String generation) {
        run(generation);
        try {
            // Deleting an index takes the alias with it. Behind this block no alias can be put on it any more.
            block(generation, true);
            if (live().equals(Optional.of(generation))) {
                block(generation, false);
                return false;
            }
            http.call("delete " + generation, "DELETE", "/" + generation, NO_PARAMETERS, null);
        } catch (IndexRefused e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
        }
        return true;
    }

    /** The one block of metadata that still lets an index be deleted. */
    private void block(String generation, boolean blocked) {
        ObjectNode settings = SearchHttp.JSON.createObjectNode();
        ObjectNode index = settings.putObject("index");
        if (blocked) {
            index.put("blocks.read_only_allow_delete", true);
        } else {
            index.putNull("blocks.read_only_allow_delete");
        }
        http.call("block " + generation, "PUT", "/" + generation + "/_settings", NO_PARAMETERS, settings);
    }

    @Override
    public List<Hit> searchText(String query, int size) {
        return hits("search for text", TitleQuery.of(query, size));
    }

    @Override
    public List<Hit> searchNear(float[] vector, int size) {
        ObjectNode body = SearchHttp.JSON.createObjectNode();
        body.put("size", size);
        body.putArray("_source").add("isbn").add("title");
        // Tombstones have no vector, so none is ever near.
        ObjectNode near = body.putObject("query").putObject("knn").putObject("embedding");
        near.put("k", size);
        var components = near.putArray("vector");
        for (float component : vector) {
            components.add(component);
        }
        return hits("search for neighbours", body);
    }

    private List<Hit> hits(String what, ObjectNode body) {
        JsonNode found = http.call(what, "POST", "/" + alias + "/_search", NO_PARAMETERS, body)
                .path("hits")
                .path("hits");
        List<Hit> hits = new ArrayList<>(found.size());
        for (JsonNode hit : found) {
            JsonNode source = hit.path("_source");
            hits.add(new Hit(
                    new Isbn(source.path("isbn").asString()),
                    source.path("title").asString(),
                    hit.path("_score").asDouble()));
        }
        return hits;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}

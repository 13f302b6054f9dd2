package org.catalogsync.sync.nightly;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.catalogsync.devstack.DevStack;
import org.catalogsync.devstack.PartName;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.products.ProductTable;
import org.catalogsync.sync.Session;
import org.catalogsync.sync.command.CatalogSync;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A read side of its own for one test class, and the commands run against it as an operator would run them.
 *
 * <p>The product table gets a server of its own: DynamoDB Local slows down a hundredfold for a table with a stream that is created beside older stream records.
 */
public final class Sandbox implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path var;
    private final DevStack dynamodb;
    private final Map<String, String> environment;
    private final Stores stores;
    private final List<String> properties;

    private Sandbox(Path folder, String name, String... properties) {
        this.var = folder.resolve("var");
        this.properties = new ArrayList<>(Arrays.asList(properties));
        this.properties.add("catalog-sync.var-dir=" + var);
        this.dynamodb = DevStack.start(folder.resolve("dynamodb"), PartName.DYNAMODB);
        this.environment = new HashMap<>(DevStack.shared(
                        PartName.S3,
                        PartName.OPENSEARCH,
                        PartName.REDIS,
                        PartName.SQS,
                        PartName.EVENTS,
                        PartName.BEDROCK)
                .environment());
        environment.putAll(dynamodb.environment());
        environment.put("STAGING_BUCKET", "staging-" + name);
        environment.put("CATALOG_ALIAS", "catalog-" + name);
        environment.put("INVENTORY_EVENT_BUS", "bus-" + name);
        this.stores = Stores.of(StoresSettings.fromEnvironment(environment));
    }

    /** @param properties settings of the job, such as {@code catalog-sync.index-lag=PT0S} */
    public static Sandbox open(Path folder, String name, String... properties) {
        return new Sandbox(folder, name, properties);
    }

    public Map<String, String> environment() {
        return environment;
    }

    public Stores stores() {
        return stores;
    }

    public Path var() {
        return var;
    }

    /** Runs a command with {@code --json} and returns what a script would see. */
    Result json(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--json");
        return run(true, all.toArray(new String[0]));
    }

    Result text(String... arguments) {
        return run(false, arguments);
    }

    private Result run(boolean json, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = CatalogSync.commandLine(
                        this::session,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        json)
                .execute(arguments);
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    Session session() {
        return Session.open(environment, properties.toArray(new String[0]));
    }

    /**
     * Everything that the read side holds, sorted, without what differs between equal stores: revs, times of writing and names of generations.
     */
    public Map<String, String> export() {
        Map<String, String> export = new TreeMap<>();
        stores.products().createIfAbsent();
        String from = null;
        do {
            ProductTable.Page page = stores.products().scan(0, 1, from);
            for (StoredItem item : page.items()) {
                export.put(
                        "dynamodb " + item.isbn(),
                        item instanceof StoredItem.Live live ? live.product().toString() : "deleted");
            }
            from = page.next();
        } while (from != null);
        stores.index()
                .live()
                .ifPresent(generation -> stores.index().scan(generation, document -> {
                    if (document.product() != null) {
                        export.put(
                                "opensearch " + document.isbn(),
                                document.product().toString());
                    }
                }));
        stores.state().createIfAbsent();
        stores.state()
                .find("nightly")
                .ifPresent(entry -> export.put("state nightly", entry.fields().get("watermark")));
        return export;
    }

    @Override
    public void close() {
        stores.close();
        dynamodb.close();
    }

    /** What a command printed and how it ended. */
    record Result(int exit, String out, String err) {
        JsonNode json() {
            return JSON.readTree(out);
        }

        /** A number of the JSON, by its path such as {@code plan/created}. */
        long number(String path) {
            return json().at("/" + path).asLong();
        }

        String text(String path) {
            return json().at("/" + path).asString();
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

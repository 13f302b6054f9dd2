package org.catalogsync.devstack.erp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ERP's SOAP service on the loopback address: {@code /soap/inventory}, {@code /health} (which counts as no question) and, for whoever tests with it, {@code /control/…}. The part {@code erp-soap} is a process of it; a test may have one of its own.
 */
public final class ErpSimulator implements AutoCloseable {
    /** The only {@code ERP_AUTH_TOKEN} that it takes; it guards nothing. */
    public static final String TOKEN = "catalogsyncdev";

    private static final int BACKLOG = 256;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Catalogue catalogue;

    private ErpSimulator(HttpServer server, Catalogue catalogue) {
        this.server = server;
        this.catalogue = catalogue;
    }

    /** One on a free port, whose database, if that is its catalogue, is where {@code ERP_JDBC_URL} says. */
    public static ErpSimulator start(SimulatorSettings settings) throws IOException {
        return start(0, settings, System.getenv(), Path.of("stack.json"));
    }

    /**
     * One on a port, 0 for any that is free.
     *
     * @param stackFile tells where the database is, where {@code ERP_JDBC_URL} does not
     * @throws IOException where the port is taken or the catalogue cannot be read
     */
    public static ErpSimulator start(
            int port, SimulatorSettings settings, Map<String, String> environment, Path stackFile) throws IOException {
        Catalogue catalogue = settings.open(new DatabaseAddress(environment.get("ERP_JDBC_URL"), stackFile));
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            ErpSimulator simulator = new ErpSimulator(server, catalogue);
            simulator.serve(settings);
            return simulator;
        } catch (IOException e) {
            catalogue.close();
            throw e;
        }
    }

    private void serve(SimulatorSettings settings) {
        Arrivals arrivals = new Arrivals(settings.limit(), System::nanoTime);
        Statistics statistics = new Statistics();
        Faults faults = new Faults();
        InventoryEndpoint inventory = new InventoryEndpoint(catalogue, settings, arrivals, statistics, faults);
        ControlEndpoint control = new ControlEndpoint(arrivals, statistics, faults);
        byte[] health = JsonMapper.shared()
                .writeValueAsBytes(Map.of("server", "erp-soap", "catalogue", catalogue.description()));

        server.setExecutor(threads);
        context(InventoryEndpoint.PATH, inventory::answer);
        context(ControlEndpoint.PATH, control::answer);
        context("/health", exchange -> Reply.of(200, "application/json", health).send(exchange));
        context("/", exchange -> Reply.page(404, "Not Found", Map.of()).send(exchange));
        server.start();
    }

    private void context(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.answer(exchange);
            }
        });
    }

    /** Answers one exchange, which is closed afterwards. */
    @FunctionalInterface
    private interface Handler {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** Of the SOAP service; the setting {@code ERP_ENDPOINT}. */
    public URI endpoint() {
        return at(InventoryEndpoint.PATH);
    }

    /** Of one of the other paths, such as {@code /control/stats}. */
    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** What the catalogue is and how large. */
    public String description() {
        return catalogue.description();
    }

    /** Ends all exchanges. */
    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        catalogue.close();
    }
}

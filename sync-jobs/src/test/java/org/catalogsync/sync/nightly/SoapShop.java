package org.catalogsync.sync.nightly;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.model.Product;
import org.catalogsync.model.StockStatus;
import org.catalogsync.model.legacy.LegacyText;
import org.jspecify.annotations.Nullable;

/** The ERP's SOAP service on this machine, over HTTP and in Shift_JIS, with the stock that a test gives it. It has no authors and no genres, as the real one. */
final class SoapShop implements AutoCloseable {
    private static final Pattern ISBN = Pattern.compile("<inv:ISBN>([0-9]{13})</inv:ISBN>");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Product> stock = new ConcurrentHashMap<>();
    private final Map<String, String> garbled = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile int refusal;

    SoapShop() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/soap/inventory", this::handle);
        server.start();
    }

    Map<String, String> environment() {
        return Map.of(
                "ERP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/soap/inventory",
                "ERP_AUTH_TOKEN",
                "a token of the test");
    }

    void has(Product product) {
        stock.put(product.isbn().value(), product);
    }

    void lacks(String isbn) {
        stock.remove(isbn);
    }

    /** Says this where the quantity should stand. */
    void garbles(String isbn, String quantity) {
        garbled.put(isbn, quantity);
    }

    /** Answers the next so many questions as a proxy does that lets nobody through. */
    void refuses(int times, int status) {
        refusal = status;
        refusals.set(times);
    }

    /** What happens once, while the next question is asked. */
    void meanwhile(Runnable event) {
        meanwhile.set(event);
    }

    List<String> asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                answer(exchange, refusal, "text/html", "<html><body>No</body></html>");
                return;
            }
            Runnable event = meanwhile.getAndSet(null);
            if (event != null) {
                event.run();
            }
            StringBuilder items = new StringBuilder();
            Matcher isbn = ISBN.matcher(question);
            while (isbn.find()) {
                asked.add(isbn.group(1));
                Product product = stock.get(isbn.group(1));
                items.append(product == null ? "" : item(product));
            }
            answer(
                    exchange,
                    200,
                    "text/xml; charset=Shift_JIS",
                    "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><soapenv:Envelope"
                            + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\""
                            + " xmlns:inv=\"http://legacy-erp.manga-store.co.jp/inventory/v1\"><soapenv:Body>"
                            + "<inv:GetBatchStockLevelsResponse>" + items
                            + "</inv:GetBatchStockLevelsResponse></soapenv:Body></soapenv:Envelope>");
        }
    }

    private String item(Product product) {
        String isbn = product.isbn().value();
        return "<inv:StockItem>"
                + element("ISBN", isbn)
                + element("Title", product.title())
                + element("Quantity", garbled.getOrDefault(isbn, String.valueOf(product.quantityAvailable())))
                + element("WarehouseCode", product.warehouse())
                + element("StatusCode", code(product.stockStatus()))
                + element("LastRestockDate", product.lastRestockDate())
                + element("PriceJPY", product.priceJpy())
                + element("RestockETADays", product.restockEtaDays())
                + "</inv:StockItem>";
    }

    private static String element(String name, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString().replace("&", "&amp;").replace("<", "&lt;");
        return "<inv:" + name + ">" + text + "</inv:" + name + ">";
    }

    private static String code(StockStatus status) {
        return switch (status) {
            case IN_STOCK -> "01";
            case LOW_STOCK -> "02";
            case OUT_OF_STOCK -> "03";
            case PRE_ORDER -> "04";
            case UNKNOWN -> "99";
        };
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = LegacyText.encode(text).bytes();
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

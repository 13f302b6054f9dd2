package org.catalogsync.devstack.erp;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code /soap/inventory}: a proxy that lets so many in, and behind it the ERP, which takes its time and may fail. */
final class InventoryEndpoint {
    static final String PATH = "/soap/inventory";

    private static final int MOST_UNDER_WAY = 512;
    private static final int MOST_BYTES = 64 << 10;

    /** By then everybody who is in the window now has left it. */
    private static final Map<String, String> IN_A_SECOND = Map.of("Retry-After", "1");

    private static final String OUT_OF_ORDER = "在庫サービスを利用できません (INV-E0500)";

    private final Catalogue catalogue;
    private final SimulatorSettings settings;
    private final Arrivals arrivals;
    private final Statistics statistics;
    private final Faults faults;
    private final Semaphore places = new Semaphore(MOST_UNDER_WAY);

    InventoryEndpoint(
            Catalogue catalogue, SimulatorSettings settings, Arrivals arrivals, Statistics statistics, Faults faults) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.arrivals = arrivals;
        this.statistics = statistics;
        this.faults = faults;
    }

    /** Answers one exchange, which is counted before anything else is done about it. */
    void answer(HttpExchange exchange) throws IOException {
        Arrivals.Arrival arrival = arrivals.arrive();
        Reply reply = reply(exchange, arrival);
        statistics.answered(reply.status());
        reply.send(exchange);
    }

    private Reply reply(HttpExchange exchange, Arrivals.Arrival arrival) throws IOException {
        if (!arrival.isAdmitted()) {
            return Reply.page(429, "Too Many Requests", IN_A_SECOND);
        }
        if (!places.tryAcquire()) {
            return Reply.page(503, "Service Unavailable", IN_A_SECOND);
        }
        statistics.begun();
        try {
            return served(exchange, arrival);
        } finally {
            statistics.ended(System.nanoTime() - arrival.nanos());
            places.release();
        }
    }

    private Reply served(HttpExchange exchange, Arrivals.Arrival arrival) throws IOException {
        Random dice = dice(arrival.number());
        Duration latency = settings.latency().of(dice);
        InjectedFault fault = faults.roll(dice);
        if (fault == null) {
            Reply reply = reply(exchange, null, dice);
            waitUntil(arrival.nanos() + latency.toNanos());
            return reply;
        }
        statistics.failed(fault.kind());
        Reply reply = reply(exchange, fault.kind(), dice);
        waitUntil(arrival.nanos() + latency.toNanos() + fault.addedDelay().toNanos());
        return reply;
    }

    /** The dice of the nth question are the same whatever thread has it. The first numbers of neighbouring seeds are alike. */
    private Random dice(long number) {
        Random dice = new Random(settings.seed() * 31 + number);
        dice.nextLong();
        return dice;
    }

    private static void waitUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
        } catch (InterruptedException e) {
            // The simulator is closed.
            Thread.currentThread().interrupt();
        }
    }

    private Reply reply(HttpExchange exchange, @Nullable FaultKind fault, Random dice) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return Reply.page(404, "Not Found", Map.of());
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Reply.page(405, "Method Not Allowed", Map.of("Allow", "POST"));
        }
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        return switch (fault) {
            case HTML503 -> Reply.page(503, "Service Unavailable", Map.of());
            case FAULT500 -> outOfOrder();
            case FAULT200 -> {
                Reply told = outOfOrder();
                yield Reply.of(200, told.contentType(), told.body());
            }
            case CUT -> answer(exchange, body, null, dice).cut();
            case WRONG_ISBN, GAIJI, CHARSET -> answer(exchange, body, fault, dice);
            case SLOW -> answer(exchange, body, null, dice);
            case null -> answer(exchange, body, null, dice);
        };
    }

    private static Reply outOfOrder() {
        return Reply.of(new SoapFault("Server", OUT_OF_ORDER));
    }

    private Reply answer(HttpExchange exchange, byte[] body, @Nullable FaultKind twist, Random dice) {
        try {
            Question question = question(exchange, body);
            statistics.asked(question);
            List<Volume> volumes = Twists.of(twist, volumes(question), dice);
            statistics.found(volumes.size());
            Answers.Declared declared = twist == FaultKind.CHARSET ? Twists.declared(dice) : Answers.Declared.SHIFT_JIS;
            return Reply.of(200, declared.contentType(), Answers.rows(question.operation(), volumes, declared));
        } catch (SoapFault fault) {
            return Reply.of(fault);
        }
    }

    private static Question question(HttpExchange exchange, byte[] body) throws SoapFault {
        if (body.length > MOST_BYTES) {
            throw SoapFault.client("more than " + MOST_BYTES + " bytes");
        }
        String contentType = exchange.getRequestHeaders().getFirst("Content-Type");
        Question question = QuestionReader.read(QuestionText.of(body, contentType == null ? "" : contentType));
        requireAction(question, exchange.getRequestHeaders().getFirst("SOAPAction"));
        requireToken(question.token());
        return question;
    }

    /** Leniently, as old servers do: none and an empty one are taken, quotes or not, whatever stands before the name. */
    private static void requireAction(Question question, @Nullable String action) throws SoapFault {
        String named = action == null ? "" : action.replace("\"", "").strip();
        if (!named.isEmpty() && !named.endsWith(question.operation().element())) {
            throw SoapFault.client("SOAPAction names another operation than the Body, "
                    + question.operation().element());
        }
    }

    private static void requireToken(String token) throws SoapFault {
        byte[] given = token.getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, ErpSimulator.TOKEN.getBytes(StandardCharsets.UTF_8))) {
            throw new SoapFault(
                    "Client.Authentication",
                    (token.isEmpty() ? "no AuthToken" : "unknown AuthToken")
                            + "; the simulator takes the one that the stack sets as ERP_AUTH_TOKEN");
        }
    }

    private List<Volume> volumes(Question question) throws SoapFault {
        String warehouse =
                question.operation() == Operation.GET_STOCK_LEVEL ? question.warehouse() : settings.batchWarehouse();
        try {
            return catalogue.volumes(question.keys()).stream()
                    .filter(volume -> warehouse.equals(SimulatorSettings.ANY_WAREHOUSE) || volume.isIn(warehouse))
                    .toList();
        } catch (IOException e) {
            System.err.println(e.getMessage());
            throw new SoapFault("Server", "在庫データベースに接続できません (INV-E0100)");
        }
    }
}

package org.catalogsync.erp.facade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.facade.access.Client;
import org.catalogsync.erp.facade.access.Clients;
import org.catalogsync.erp.facade.access.Grant;
import org.catalogsync.erp.facade.http.HttpFront;
import org.catalogsync.erp.facade.http.Problem;
import org.catalogsync.erp.facade.http.Refused;
import org.catalogsync.erp.facade.http.Request;
import org.catalogsync.erp.facade.http.Response;
import org.catalogsync.erp.facade.inventory.Inventory;
import org.catalogsync.erp.facade.inventory.IsbnList;
import org.catalogsync.erp.facade.status.Metrics;
import org.catalogsync.erp.facade.status.Observed;
import org.catalogsync.erp.facade.status.Readiness;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ERP's stock as a REST service. What becomes of a request is told here from top to bottom: its route, its client and the client's rate, a free place, the question.
 */
public final class Facade implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Facade.class);

    /** Beyond the longest question: for an answer to be written and taken. */
    private static final Duration TO_FINISH = Duration.ofSeconds(2);

    private final FacadeSettings settings;
    private final Clients clients;
    private final Semaphore places;
    private final Observed observed = new Observed();
    private final Inventory inventory;
    private final Metrics metrics;
    private final OpenApi openApi = OpenApi.bundled();
    private final HttpFront front;
    private volatile boolean stopping;

    private Facade(
            FacadeSettings settings,
            Erp erp,
            @Nullable IsbnList list,
            Supplier<? extends Map<String, ? extends Number>> erpGauges)
            throws IOException {
        this.settings = settings;
        this.clients = Clients.of(settings.keys(), settings.anonymousPerSecond(), System::nanoTime);
        this.places = new Semaphore(settings.requestsAtOnce());
        this.inventory = new Inventory(erp, observed, settings.deadline(), list);
        this.metrics = new Metrics(observed, () -> settings.requestsAtOnce() - places.availablePermits(), erpGauges);
        this.front = HttpFront.open(settings.address(), this::answer);
    }

    /**
     * Answers from now on.
     *
     * @param erp stays the caller's, and has to outlive this
     * @param list what is paged over, null for nothing
     * @param erpGauges of the ERP's own machinery, by their metric names
     * @throws IOException where the address cannot be had, a {@link java.net.BindException} where somebody else has it
     */
    public static Facade open(
            FacadeSettings settings,
            Erp erp,
            @Nullable IsbnList list,
            Supplier<? extends Map<String, ? extends Number>> erpGauges)
            throws IOException {
        return new Facade(settings, erp, list, erpGauges);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return front.address();
    }

    private Response answer(Request request) {
        long began = System.nanoTime();
        Route route = Route.of(request.path());
        Response response = problemsToo(() -> routed(route, request)).with("Cache-Control", "no-store");
        if (route != null && route.isStock()) {
            response = response.with("Vary", "Accept");
        }
        metrics.answered(route == null ? "none" : route.template(), response.status(), System.nanoTime() - began);
        return stopping ? response.with("Connection", "close") : response;
    }

    private Response routed(@Nullable Route route, Request request) {
        if (route == null) {
            throw new Refused(
                    Problem.of(404, "no_such_path", "there is nothing here; /openapi.json says what there is"));
        }
        if (request.method().equals("OPTIONS")) {
            return Response.empty(204).with("Allow", route.allowed());
        }
        if (!route.takes(request.method())) {
            throw new Refused(Problem.of(
                            405,
                            "method_not_allowed",
                            "this takes " + route.allowed() + ": the ERP can be asked, not told")
                    .with("Allow", route.allowed()));
        }
        return route.isGuarded() ? guarded(route, request) : served(route, request);
    }

    /** For clients we know, as often as they may. */
    private Response guarded(Route route, Request request) {
        Client client = clients.of(request);
        Grant grant = client.take();
        if (!grant.given()) {
            metrics.tooMany(client.name());
            return Response.of(Problem.of(
                                    429,
                                    "too_many_requests",
                                    "expected at most " + grant.limit() + " requests a second")
                            .retryAfter(grant.waiting()))
                    .with(grant.headers());
        }
        return problemsToo(() -> received(route, request)).with(grant.headers());
    }

    /** The body first: a client that sends it slowly must not hold a place meanwhile. */
    private Response received(Route route, Request request) {
        if (route == Route.QUERY) {
            request.receive(Inventory.LARGEST_QUERY);
        }
        return route.isStock() ? placed(route, request) : served(route, request);
    }

    /** As many at once as there are places; nobody waits for one, since who waits uses up the time in which the ERP could answer. */
    private Response placed(Route route, Request request) {
        if (stopping) {
            throw new Refused(Problem.of(503, "stopping", "the facade is being stopped"));
        }
        if (!places.tryAcquire()) {
            throw new Refused(Problem.of(
                            503, "busy", settings.requestsAtOnce() + " requests are under way, and no more are taken")
                    .retryAfter(Duration.ofSeconds(1)));
        }
        try {
            return served(route, request);
        } finally {
            places.release();
        }
    }

    private Response served(Route route, Request request) {
        return switch (route) {
            case ONE -> inventory.one(request);
            case SEVERAL -> inventory.several(request);
            case QUERY -> inventory.query(request);
            case METRICS -> Response.text(200, "text/plain;version=0.0.4;charset=utf-8", metrics.text());
            case OPENAPI -> Response.of(200, "application/json", openApi.bytes());
            case LIVE -> Response.json(200, Map.of("status", "live"));
            case READY -> Response.json(stopping ? 503 : 200, Readiness.of(stopping, observed));
        };
    }

    private static Response problemsToo(Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (Refused e) {
            return Response.of(e.problem());
        } catch (UncheckedIOException e) {
            throw e; // the client went away in the middle of its request
        } catch (RuntimeException e) {
            return Response.of(failed(e));
        }
    }

    /** A bug; only the log says more than that. */
    private static Problem failed(RuntimeException e) {
        UUID incident = UUID.randomUUID();
        LOG.error("incident {}", incident, e);
        return Problem.of(500, "internal_error", "the facade failed; its log has this as incident " + incident);
    }

    /** Takes no further question, says so to whoever comes, lets those under way finish, and ends. */
    @Override
    public void close() {
        stopping = true;
        front.stop(settings.deadline().plus(TO_FINISH));
    }
}

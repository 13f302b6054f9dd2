package org.catalogsync.chat.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.catalogsync.chat.http.access.Refusals;
import org.catalogsync.chat.http.access.Why;

/** Connections, answers under way, and what did not get in, as metrics. */
final class TransportMeters {
    private final MeterRegistry meters;

    TransportMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    TransportMeters of(Sockets sockets) {
        Gauge.builder("catalog.chat.sockets", sockets, Sockets::count).register(meters);
        return this;
    }

    TransportMeters of(Answers answers) {
        Gauge.builder("catalog.chat.answers.under.way", answers, Answers::underWay)
                .register(meters);
        Gauge.builder("catalog.chat.draining", answers, a -> a.draining() ? 1 : 0)
                .register(meters);
        FunctionCounter.builder("catalog.chat.overloaded", answers, Answers::overloaded)
                .description("Questions that were refused since too many were under way, or the process is to end")
                .register(meters);
        return this;
    }

    TransportMeters of(Refusals refusals) {
        for (Why why : Why.values()) {
            FunctionCounter.builder("catalog.chat.refusals", refusals, r -> r.count(why))
                    .tag("why", why.word())
                    .description("What did not get in")
                    .register(meters);
        }
        return this;
    }
}

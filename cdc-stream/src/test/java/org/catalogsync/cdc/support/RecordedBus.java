package org.catalogsync.cdc.support;

import java.util.ArrayList;
import java.util.List;
import org.catalogsync.stores.events.EventBus;

/** Keeps what is published. */
public class RecordedBus implements EventBus {
    public final List<Event> events = new ArrayList<>();

    @Override
    public void createIfAbsent() {
        // It is there.
    }

    @Override
    public void route(String rule, String pattern, String queueArn) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unroute(String rule) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void publish(List<Event> all) {
        events.addAll(all);
    }

    public List<Event> of(String detailType) {
        return events.stream()
                .filter(event -> event.detailType().equals(detailType))
                .toList();
    }
}

package org.catalogsync.devstack.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.catalogsync.devstack.events.PutEvents.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeaderTest {
    private static final String ROOT = "Root=1-69254f30-bd862e3fe1be46a994272793";

    @ParameterizedTest
    @ValueSource(strings = {ROOT, ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1", "Self=1-2-3;" + ROOT})
    void aHeaderOfXRayIsHandedOn(String header) {
        assertThat(traced(header).validTraceHeader()).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anything",
                "Root=1-69254f30",
                "Root=1-69254F30-BD862E3FE1BE46A994272793",
                "00-69254f30bd862e3fe1be46a994272793-53995c3f42cd8ad8-01"
            })
    void whatXRayWouldNotTakeIsDropped(String header) {
        assertThat(traced(header).validTraceHeader()).isNull();
    }

    @Test
    void aHeaderBeyond500CharactersIsDropped() {
        assertThat(traced(ROOT + ";x=" + "y".repeat(457)).validTraceHeader()).isNotNull();
        assertThat(traced(ROOT + ";x=" + "y".repeat(458)).validTraceHeader()).isNull();
    }

    @Test
    void aHeaderDoesNotCountTowardsTheSize() {
        assertThat(traced(ROOT).bytes()).isEqualTo("shop".length() + "stock".length() + "{}".length());
    }

    private static Entry traced(String header) {
        return new Entry(null, "shop", null, "stock", "{}", "bus", header);
    }
}

package org.catalogsync.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.catalogsync.cdc.observe.StreamCounts.End;
import org.catalogsync.cdc.quarantine.DeadLetter;
import org.catalogsync.cdc.support.Dms;
import org.catalogsync.cdc.support.RecordedBus;
import org.catalogsync.cdc.support.Rig;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.StoreUnavailable;
import org.catalogsync.stores.events.EventBus.Event;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FlowTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ONE = "9784088725093";
    private static final String TWO = "9784088725109";

    private final RecordedBus bus = new RecordedBus();
    private final Rig rig = new Rig(CLOCK, UnaryOperator.identity(), bus);

    @Test
    void aNewProductIsAnUpdateOfItsStockAndASoldOutOneIsDepleted() {
        rig.handle(insert(ONE, 3, 1));
        rig.handle(update(ONE, 0, 2));
        rig.handle(update(ONE, 4, 3));

        assertThat(bus.events.stream().map(Event::detailType))
                .containsExactly(
                        "catalog.item.changed",
                        "inventory.updated",
                        "catalog.item.changed",
                        "inventory.depleted",
                        "catalog.item.changed",
                        "inventory.restocked");
        JsonNode depleted = detail("inventory.depleted");
        assertThat(depleted.path("previous_quantity").asInt()).isEqualTo(3);
        assertThat(depleted.path("new_quantity").asInt()).isZero();
        assertThat(depleted.path("event_id").asString()).startsWith(ONE + "@");
        assertThat(depleted.path("changed_fields").valueStream().map(JsonNode::asString))
                .containsExactly("quantity_available", "stock_status");
        assertThat(depleted.at("/metadata/cdc_operation").asString()).isEqualTo("update");
    }

    @Test
    void aRetryAfterADeathBeforeTheAnnouncementAnnouncesTheSame() {
        rig.handle(insert(ONE, 3, 1));
        List<Event> announced = new ArrayList<>();
        boolean[] dead = {true};
        RecordedBus dying = new RecordedBus() {
            @Override
            public void publish(List<Event> all) {
                announced.addAll(all);
                if (dead[0]) {
                    throw new StoreUnavailable("events: no answer", null);
                }
                super.publish(all);
            }
        };
        Rig second = new Rig(CLOCK, table -> rig.table, dying);

        assertThatThrownBy(() -> second.handle(update(ONE, 0, 2))).isInstanceOf(StoreUnavailable.class);
        dead[0] = false;
        second.handle(update(ONE, 0, 2));

        assertThat(dying.events).hasSize(2).isEqualTo(announced.subList(0, 2));
        assertThat(JSON.readTree(dying.events.get(1).detailJson())
                        .path("previous_quantity")
                        .asInt())
                .isEqualTo(3);
        assertThat(second.counts.of(End.REPEATED)).isEqualTo(1);
    }

    @Test
    void whatAWriteHidesThatWasNeverAnnouncedIsAnnouncedWithIt() {
        rig.handle(insert(ONE, 3, 1));
        Rig dying = new Rig(CLOCK, table -> rig.table, new RecordedBus() {
            @Override
            public void publish(List<Event> all) {
                throw new StoreUnavailable("events: no answer", null);
            }
        });
        assertThatThrownBy(() -> dying.handle(update(ONE, 0, 2))).isInstanceOf(StoreUnavailable.class);
        RecordedBus bus = new RecordedBus();
        Rig next = new Rig(CLOCK, table -> rig.table, bus);

        // The read after the death holds one change more, and that one changes nothing that we show.
        next.handle(update(ONE, 0, 2), update(ONE, 0, 3));

        assertThat(bus.of("inventory.depleted")).singleElement().satisfies(event -> {
            assertThat(JSON.readTree(event.detailJson())
                            .path("previous_quantity")
                            .asInt())
                    .isEqualTo(3);
        });
        assertThat(bus.of("catalog.item.changed"))
                .hasSize(2)
                .allSatisfy(event -> assertThat(JSON.readTree(event.detailJson())
                                .path("content_changed")
                                .asBoolean())
                        .isTrue());
    }

    @Test
    void whatAnotherInstanceWroteOverAnUnannouncedChangeInvalidatesAnswers() {
        rig.handle(insert(ONE, 3, 1));
        Rig dying = new Rig(CLOCK, table -> rig.table, new RecordedBus() {
            @Override
            public void publish(List<Event> all) {
                throw new StoreUnavailable("events: no answer", null);
            }
        });
        assertThatThrownBy(() -> dying.handle(update(ONE, 0, 2))).isInstanceOf(StoreUnavailable.class);
        RecordedBus bus = new RecordedBus();
        Rig other = new Rig(CLOCK, table -> rig.table, bus);
        other.handle(update(ONE, 0, 3));
        assertThat(JSON.readTree(bus.of("catalog.item.changed").getLast().detailJson())
                        .path("content_changed")
                        .asBoolean())
                .isFalse();

        other.handle(update(ONE, 0, 2));

        assertThat(JSON.readTree(bus.of("catalog.item.changed").getLast().detailJson())
                        .path("content_changed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aWriteThatRaisesNothingButTheVersionLeavesAnswersAlone() {
        rig.handle(insert(ONE, 3, 1));
        rig.handle(update(ONE, 3, 2));

        List<Event> hints = bus.of("catalog.item.changed");
        assertThat(JSON.readTree(hints.get(0).detailJson())
                        .path("content_changed")
                        .asBoolean())
                .isTrue();
        assertThat(JSON.readTree(hints.get(1).detailJson())
                        .path("content_changed")
                        .asBoolean())
                .isFalse();
        assertThat(bus.of("inventory.updated")).hasSize(1);
    }

    @Test
    void aPartialRowAsksTheErpAndChangesNothing() {
        rig.handle(insert(ONE, 3, 1));
        var some = Dms.row(ONE, "ONE PIECE 1", 9);
        some.remove("TITLE");
        rig.handle(Dms.change("update", 2, NOON).data(some).bytes());

        assertThat(rig.asked).containsExactly(ONE);
        assertThat(quantity(ONE)).isEqualTo(3);
        assertThat(rig.counts.of(End.HINTS)).isEqualTo(1);
    }

    @Test
    void aRecordFromTheFutureIsSetAsideAndOvertakesNothing() {
        rig.handle(
                insert(ONE, 3, 1),
                Dms.change("update", 2, NOON.plusSeconds(3600))
                        .data(Dms.row(ONE, "ONE PIECE 1", 9))
                        .bytes());

        assertThat(quantity(ONE)).isEqualTo(3);
        assertThat(rig.letters.bodies()).singleElement().asString().contains("from_the_future");
    }

    @Test
    void aBatchWritesOnlyTheNewestOfAKey() {
        rig.handle(update(ONE, 5, 9), insert(ONE, 3, 1), update(ONE, 4, 5), insert(TWO, 1, 6));

        assertThat(quantity(ONE)).isEqualTo(5);
        assertThat(quantity(TWO)).isEqualTo(1);
        assertThat(rig.counts.of(End.OVERTAKEN)).isEqualTo(2);
        assertThat(rig.counts.of(End.APPLIED)).isEqualTo(2);
    }

    @Test
    void theDeleteOfAnotherRowOfTheSameIsbnIsAHint() {
        rig.handle(insert(ONE, 3, 1));
        rig.handle(Dms.change("delete", 2, NOON)
                .data(Dms.row("978-4-08-872509-3", "ONE PIECE 1", 3))
                .bytes());

        assertThat(quantity(ONE)).isEqualTo(3);
        assertThat(rig.asked).containsExactly(ONE);
    }

    @Test
    void poisonIsSetAsideWithItsBytesAndNothingElseWaits() {
        byte[] poison = "{]".getBytes(StandardCharsets.UTF_8);
        rig.handle(insert(ONE, 3, 1), poison, insert(TWO, 1, 2));

        assertThat(quantity(TWO)).isEqualTo(1);
        List<DeadLetter> letters = new ArrayList<>();
        rig.deadLetters.visit(letter -> {
            letters.add(letter);
            return false;
        });
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.bytes()).isEqualTo(poison);
            assertThat(letter.code()).isEqualTo("bad_json");
            assertThat(letter.origin().sequence()).isEqualTo("2");
        });
        assertThat(rig.letters.approximateDepth())
                .as("still there after a look")
                .isEqualTo(1);
    }

    @Test
    void aLargeDeadLetterKeepsItsBytesInTheBucket() {
        byte[] large = ("{" + " ".repeat(400_000)).getBytes(StandardCharsets.UTF_8);
        rig.handle(large);

        assertThat(rig.letters.bodies())
                .singleElement()
                .satisfies(body -> assertThat(body.length()).isLessThan(2_000));
        byte[][] found = new byte[1][];
        int removed = rig.deadLetters
                .visit(letter -> {
                    found[0] = letter.bytes();
                    return true;
                })
                .removed();
        assertThat(found[0]).isEqualTo(large);
        assertThat(removed).isEqualTo(1);
        assertThat(rig.letters.approximateDepth()).isZero();
    }

    @Test
    void aDroppedColumnPausesTheStreamUntilSomebodyAccepts() {
        byte[] dropped = """
                {"control": {"table-def": {"columns": {"ISBN": {"type": "STRING"}}}},
                 "metadata": {"timestamp": "2026-11-24T02:05:00Z", "record-type": "control", "operation": "drop-column",
                  "schema-name": "erp", "table-name": "PRODUCTS"}}""".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> rig.handle(insert(ONE, 3, 1), dropped, update(ONE, 9, 2)))
                .isInstanceOf(StreamPaused.class)
                .hasMessageContaining("QTY");
        assertThat(quantity(ONE))
                .as("what came before is applied, what comes after is not")
                .isEqualTo(3);
        assertThat(rig.pauses.why()).isPresent();

        assertThat(rig.pauses.accept()).isPresent();
        rig.handle(insert(ONE, 3, 1), dropped, update(ONE, 9, 2));
        assertThat(quantity(ONE)).isEqualTo(9);
        assertThat(rig.pauses.why()).isEmpty();
    }

    @Test
    void aDroppedTableNeverTouchesTheReadSide() {
        rig.handle(insert(ONE, 3, 1));
        rig.handle("""
                {"metadata": {"timestamp": "2026-11-24T02:05:00Z", "record-type": "control", "operation": "drop-table",
                  "schema-name": "erp", "table-name": "PRODUCTS"}}""".getBytes(StandardCharsets.UTF_8));

        assertThat(quantity(ONE)).isEqualTo(3);
        assertThat(rig.counts.of(End.NOTED)).isEqualTo(1);
    }

    private static byte[] insert(String isbn, int quantity, long position) {
        return change("insert", isbn, quantity, position);
    }

    private static byte[] update(String isbn, int quantity, long position) {
        return change("update", isbn, quantity, position);
    }

    private static byte[] change(String operation, String isbn, int quantity, long position) {
        return Dms.change(operation, position, NOON.minusSeconds(600))
                .data(Dms.row(isbn, "ONE PIECE 1", quantity))
                .bytes();
    }

    private JsonNode detail(String type) {
        return JSON.readTree(bus.of(type).getFirst().detailJson());
    }

    private int quantity(String isbn) {
        return rig.table.items().get(new Isbn(isbn)) instanceof StoredItem.Live live
                ? live.product().quantityAvailable()
                : -1;
    }
}

package org.catalogsync.stores.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.catalogsync.model.ContentHash;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.Samples;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemCodecTest {
    private static final Isbn ISBN = Samples.isbn();

    @Test
    void writesEveryAttributeInItsDocumentedForm() {
        assertThat(ItemCodec.encode(Samples.live(ISBN, 7)))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        s("isbn", ISBN.value()),
                        s("title", "海辺の観測所 42"),
                        s("title_kana", "ウミベノカンソクジョ"),
                        s("author", "山﨑 ①子"),
                        s("genre", "青年"),
                        n("quantity_available", "7"),
                        s("stock_status", "in_stock"),
                        n("price_jpy", "528"),
                        s("warehouse", "TK01"),
                        s("last_restock_date", "2026-02-03"),
                        n("restock_eta_days", "14"),
                        s("last_sync_utc", "2026-03-01T03:00:00.123456Z"),
                        s("last_event_type", "nightly"),
                        s("source_version", "nightly:12@2026-03-01T03:00:00.123456Z"),
                        s("source_key", "row-42"),
                        n("rev", "7"),
                        s("content_hash", ContentHash.of(Samples.product(ISBN)).toString())));
    }

    @Test
    void marksOnlyTombstonesAsDeletedAndExpiring() {
        assertThat(ItemCodec.encode(Samples.tombstone(ISBN, 8)))
                .containsOnlyKeys(
                        "isbn",
                        "rev",
                        "source_version",
                        "source_key",
                        "last_sync_utc",
                        "last_event_type",
                        "deleted",
                        "expires_at")
                .containsEntry("deleted", AttributeValue.fromBool(true))
                .containsEntry("expires_at", AttributeValue.fromN("1775001600"));
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(ItemCodec.decode("t", ItemCodec.encode(Samples.live(ISBN, 7))))
                .isEqualTo(Samples.live(ISBN, 7));
        assertThat(ItemCodec.decode("t", ItemCodec.encode(Samples.tombstone(ISBN, 8))))
                .isEqualTo(Samples.tombstone(ISBN, 8));
    }

    @Test
    void judgesWhatReadersPassOver() {
        assertThat(flaw(item -> {})).isEmpty();
        assertThat(flaw(item -> item.put("expires_at", AttributeValue.fromN("1775001600"))))
                .containsExactly("expires_at");
        assertThat(flaw(item -> item.put("content_hash", AttributeValue.fromS("another"))))
                .containsExactly("content_hash");
        assertThat(flaw(item -> item.remove("content_hash"))).containsExactly("content_hash");
        assertThat(flaw(item -> item.keySet().removeAll(List.of("rev", "content_hash"))))
                .as("by a writer that knows neither")
                .isEmpty();
    }

    /** Of an item that is read all the same. */
    private static List<String> flaw(Consumer<Map<String, AttributeValue>> change) {
        Map<String, AttributeValue> raw = ItemCodec.encode(Samples.live(ISBN, 7));
        change.accept(raw);
        List<StoredItem> items = new ArrayList<>();
        List<String> flaws = new ArrayList<>();
        ItemCodec.judge("t", raw, items::add, flawed -> flaws.add(flawed.attribute()));
        assertThat(items).containsExactly(ItemCodec.decode("t", raw));
        return flaws;
    }

    private static Map.Entry<String, AttributeValue> s(String name, String text) {
        return Map.entry(name, AttributeValue.fromS(text));
    }

    private static Map.Entry<String, AttributeValue> n(String name, String number) {
        return Map.entry(name, AttributeValue.fromN(number));
    }
}

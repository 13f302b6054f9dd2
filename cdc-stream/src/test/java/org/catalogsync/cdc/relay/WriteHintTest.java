package org.catalogsync.cdc.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.catalogsync.cdc.fanout.Hint;
import org.catalogsync.cdc.support.Items;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.SourceVersion;
import org.catalogsync.model.StoredItem;
import org.catalogsync.stores.products.TableStream.Kind;
import org.catalogsync.stores.products.TableStream.Write;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which hint a write has. */
class WriteHintTest {
    private static final Isbn ONE = new Isbn("9784088725093");

    @Test
    void aWriteOfOursIsNamedByItsRevAndItsCommit() {
        WriteHint hint = hint(Kind.MODIFIED, Items.live(ONE, 17, 3), Items.live(ONE, 18, 2));

        assertThat(hint.hint()).isEqualTo(new Hint(ONE, ONE + "@18", Items.COMMITTED));
        assertThat(hint.contentChanged()).isTrue();
    }

    @Test
    void theMessageIsWhatTheRuleOfTheBusDelivers() {
        JsonNode detail = JsonMapper.shared()
                .readTree(hint(Kind.INSERTED, null, Items.live(ONE, 18, 2))
                        .message()
                        .body())
                .path("detail");

        assertThat(detail.path("isbn").asString()).isEqualTo(ONE.value());
        assertThat(detail.path("event_id").asString()).isEqualTo(ONE + "@18");
        assertThat(detail.path("content_changed").asBoolean()).isTrue();
        assertThat(Instant.parse(detail.at("/metadata/cdc_timestamp").asString()))
                .isEqualTo(Items.COMMITTED);
    }

    @Test
    void theMessageIsOfTheGroupOfItsIsbnAndKnownByItsEvent() {
        WriteHint hint = hint(Kind.INSERTED, null, Items.live(ONE, 18, 2));

        assertThat(hint.message().group()).isEqualTo(ONE.value());
        assertThat(hint.message().id()).isEqualTo(ONE + "@18");
    }

    @Test
    void onlyEqualProductsAreNoChangeOfContent() {
        StoredItem live = Items.live(ONE, 17, 3);
        StoredItem tombstone = Items.tombstone(ONE, 17);

        assertThat(hint(Kind.MODIFIED, live, Items.live(ONE, 18, 3)).contentChanged())
                .as("the version rose")
                .isFalse();
        assertThat(hint(Kind.INSERTED, null, live).contentChanged()).isTrue();
        assertThat(hint(Kind.MODIFIED, live, tombstone).contentChanged()).isTrue();
        assertThat(hint(Kind.MODIFIED, tombstone, Items.tombstone(ONE, 18)).contentChanged())
                .as("as the announcement of a tombstone says")
                .isTrue();
        assertThat(hint(Kind.MODIFIED, live, null).contentChanged())
                .as("damaged by hand")
                .isTrue();
        assertThat(hint(Kind.REMOVED, live, null).contentChanged()).isTrue();
        assertThat(hint(Kind.REMOVED, tombstone, null).contentChanged())
                .as("expired")
                .isTrue();
    }

    @Test
    void whatRaisesNoRevIsNotTakenForTheWriteBeforeIt() {
        StoredItem live = Items.live(ONE, 17, 3);

        assertThat(hint(Kind.REMOVED, live, null).hint().eventId()).isEqualTo(ONE + "@17#5");
        assertThat(hint(Kind.MODIFIED, live, Items.live(ONE, 17, 4)).hint().eventId())
                .isEqualTo(ONE + "@17#5");
        assertThat(hint(Kind.MODIFIED, null, live).hint().eventId())
                .as("mended by hand")
                .isEqualTo(ONE + "@17#5");
        assertThat(hint(Kind.MODIFIED, Items.live(ONE, 18, 3), live).hint().eventId())
                .as("an older copy put back by hand")
                .isEqualTo(ONE + "@17#5");
        assertThat(hint(Kind.INSERTED, null, null).hint().eventId()).isEqualTo(ONE + "@0#5");
    }

    @Test
    void aNightsRowAndALoadedOneHaveNoCommitToMeasureFrom() {
        StoredItem night = Items.by("nightly", new SourceVersion.Nightly(Items.COMMITTED, 4), ONE, 18);
        StoredItem loaded = Items.by("load", Items.VERSION, ONE, 18);

        assertThat(hint(Kind.INSERTED, null, night).hint().committed()).isNull();
        assertThat(hint(Kind.INSERTED, null, loaded).hint().committed()).isNull();
    }

    @Test
    void aKeyThatIsNoIsbnHasNoHint() {
        assertThat(WriteHint.of(new Write("12", "5", Kind.INSERTED, null, null)))
                .isNull();
    }

    private static WriteHint hint(Kind kind, @Nullable StoredItem before, @Nullable StoredItem after) {
        return Objects.requireNonNull(WriteHint.of(new Write(ONE.value(), "5", kind, before, after)));
    }
}

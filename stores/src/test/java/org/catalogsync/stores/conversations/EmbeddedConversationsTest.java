package org.catalogsync.stores.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.catalogsync.devstack.PartName;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.EmbeddedParts;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.conversations.Conversations.Conversation;
import org.catalogsync.stores.conversations.Conversations.Opened;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedConversationsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final LocalDate DAY = LocalDate.parse("2026-11-28");
    private static final List<Isbn> VOLUMES = List.of(new Isbn("9784990000011"), new Isbn("9784088820118"));

    private final String session = UUID.randomUUID().toString();
    private final String mine = UUID.randomUUID().toString();
    private Stores stores;
    private Conversations conversations;

    @BeforeAll
    void open() {
        stores = Stores.of(EmbeddedParts.settings(PartName.DYNAMODB));
        conversations = stores.conversations("manga-chat-" + UUID.randomUUID());
        conversations.createIfAbsent();
    }

    @AfterAll
    void close() {
        stores.close();
    }

    @Test
    void knowsAConversationUntilItExpires() {
        assertThat(conversations.keep(talk(mine, LATER), NOW)).isTrue();

        assertThat(conversations.open(session, mine, DAY, NOW).conversation()).isEqualTo(talk(mine, LATER));
        assertThat(conversations.open(session, mine, DAY, LATER)).isEqualTo(new Opened(null, false, 0));
    }

    @Test
    void neitherShowsNorOverwritesAnothersConversation() {
        String theirs = UUID.randomUUID().toString();
        conversations.keep(new Conversation("theirs", theirs, VOLUMES, "ja", LATER), NOW);

        assertThat(conversations.open("theirs", mine, DAY, NOW)).isEqualTo(new Opened(null, true, 0));
        assertThat(conversations.keep(new Conversation("theirs", mine, List.of(), "en", LATER), NOW))
                .isFalse();
        assertThat(conversations.open("theirs", theirs, DAY, NOW).conversation().volumes())
                .isEqualTo(VOLUMES);
    }

    @Test
    void takesOverASessionThatHasExpired() {
        conversations.keep(new Conversation("old", "somebody", VOLUMES, "ja", NOW), NOW);

        assertThat(conversations.keep(new Conversation("old", mine, VOLUMES, "ja", LATER), NOW))
                .isTrue();
    }

    @Test
    void addsUpWhatADayCosts() {
        String owner = UUID.randomUUID().toString();

        assertThat(conversations.spend(owner, DAY, 120, LATER)).isEqualTo(120);
        assertThat(conversations.spend(owner, DAY, 30, LATER)).isEqualTo(150);

        assertThat(conversations.open("any", owner, DAY, NOW).spentMicros()).isEqualTo(150);
        assertThat(conversations.open("any", owner, DAY.plusDays(1), NOW).spentMicros())
                .isZero();
    }

    private Conversation talk(String owner, Instant expires) {
        return new Conversation(session, owner, VOLUMES, "ja", expires);
    }
}

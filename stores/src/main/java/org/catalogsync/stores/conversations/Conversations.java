package org.catalogsync.stores.conversations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.catalogsync.model.Isbn;
import org.jspecify.annotations.Nullable;

/** What the chat remembers between two questions. All of it expires by itself, and none of it names a person: an owner is a digest. */
public interface Conversations {

    void createIfAbsent();

    /** The conversation, and what its owner's answers have cost that day, in one read. */
    Opened open(String session, String owner, LocalDate day, Instant now);

    /** Keeps what the last answer was about; false where the session is another owner's, and then nothing is kept. */
    boolean keep(Conversation conversation, Instant now);

    /**
     * Adds to what an owner's answers cost that day, in millionths of a dollar.
     *
     * @param expires when the sum may be forgotten
     * @return the sum
     */
    long spend(String owner, LocalDate day, long micros, Instant expires);

    /**
     * What is known when a question comes.
     *
     * @param conversation null for a new one
     * @param foreign whether the session is another owner's; then the conversation is null
     * @param spentMicros millionths of a dollar
     */
    record Opened(@Nullable Conversation conversation, boolean foreign, long spentMicros) {}

    /**
     * A conversation.
     *
     * @param session the client's name for it
     * @param owner a digest of whose it is
     * @param volumes of which the last answer spoke
     * @param language of the last question, as BCP 47
     * @param expires when it may be forgotten
     */
    record Conversation(String session, String owner, List<Isbn> volumes, String language, Instant expires) {
        public Conversation {
            volumes = List.copyOf(volumes);
        }
    }
}

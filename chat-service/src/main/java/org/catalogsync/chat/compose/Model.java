package org.catalogsync.chat.compose;

import java.time.Duration;
import org.catalogsync.erp.Deadline;

/** A language model. It never throws: how a talk ended is its last piece. */
public interface Model {

    /** Asks, and returns at once. Whoever asked ends the talk. */
    Talk ask(Question question, Deadline deadline);

    /**
     * What is asked of which model.
     *
     * @param streamed whether its words are of use before they are complete
     */
    record Question(String model, String system, String user, int maxTokens, boolean streamed) {}

    /** One answer, as it comes. Read by one thread, ended by any. */
    interface Talk extends AutoCloseable {

        /** The next piece; {@link Piece.Nothing} where none came in this time. Behind the last one it comes again. */
        Piece next(Duration atMost);

        /** What it took up to now. */
        Usage usage();

        /**
         * Ends it and closes its connection, at once; of no effect where it has ended.
         *
         * @param why a model that is too late too often is asked no more for a while; one whose customer went is not to blame
         */
        void end(Written.Why why);

        @Override
        default void close() {
            end(Written.Why.GONE);
        }
    }

    /** What comes of a talk. */
    sealed interface Piece {
        record Text(String text) implements Piece {}

        record Nothing() implements Piece {}

        /**
         * The model has said all.
         *
         * @param cut whether it would have said more than it may
         */
        record End(boolean cut) implements Piece {}

        /** It will say nothing more, and what it said may be half. */
        record Failed(Written.Why why) implements Piece {}
    }
}

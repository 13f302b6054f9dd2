package org.catalogsync.chat.compose;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.catalogsync.erp.Deadline;
import org.jspecify.annotations.Nullable;

/** Says the pieces it is given, then nothing. */
final class ScriptedModel implements Model {
    final List<Question> asked = new ArrayList<>();
    final AtomicReference<Written.@Nullable Why> ended = new AtomicReference<>();
    private final List<Piece> script;

    ScriptedModel(Piece... script) {
        this.script = List.of(script);
    }

    static ScriptedModel saying(String... texts) {
        List<Piece> pieces = new ArrayList<>();
        for (String text : texts) {
            pieces.add(new Piece.Text(text));
        }
        pieces.add(new Piece.End(false));
        return new ScriptedModel(pieces.toArray(Piece[]::new));
    }

    @Override
    public Talk ask(Question question, Deadline deadline) {
        asked.add(question);
        Deque<Piece> left = new ArrayDeque<>(script);
        return new Talk() {
            @Override
            public Piece next(Duration atMost) {
                Piece next = left.poll();
                return next == null ? new Piece.Nothing() : next;
            }

            @Override
            public Usage usage() {
                return new Usage(1_000, 100);
            }

            @Override
            public void end(Written.Why why) {
                ended.compareAndSet(null, why);
            }
        };
    }
}

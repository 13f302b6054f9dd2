package org.catalogsync.chat.eval;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.intent.Context;
import org.catalogsync.chat.intent.Understanding;
import org.catalogsync.chat.intent.Wish;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.chat.retrieve.TitleIndex;

/** Understanding alone: a card with what was asked for, and no prose. */
final class InProcess implements Asker {
    private final TitleIndex titles;
    private final Map<String, Context> contexts = new ConcurrentHashMap<>();

    InProcess(TitleIndex titles) {
        this.titles = titles;
    }

    @Override
    public Answer ask(String session, String text) {
        Wish wish = Understanding.understand(text, titles, contexts.get(session));
        List<Fact> facts = wish.isbns().stream()
                .flatMap(isbn -> titles.lastKnown(isbn).stream())
                .toList();
        contexts.put(session, new Context(wish.isbns(), wish.language()));
        return new Answer(Optional.of(new Frame.Card(wish.intent(), wish.language(), facts, List.of(), List.of())), "");
    }
}

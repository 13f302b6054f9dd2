package org.catalogsync.chat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.catalogsync.chat.answer.AnswerKey;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.answer.Kept;
import org.catalogsync.chat.answer.KeptAnswer;
import org.catalogsync.chat.answer.Sink;
import org.catalogsync.chat.compose.Classified;
import org.catalogsync.chat.compose.Classifier;
import org.catalogsync.chat.compose.Material;
import org.catalogsync.chat.compose.Notices;
import org.catalogsync.chat.compose.Writer;
import org.catalogsync.chat.compose.Written;
import org.catalogsync.chat.intent.Context;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.intent.Understanding;
import org.catalogsync.chat.intent.Wish;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.chat.lookup.FactFinder;
import org.catalogsync.chat.lookup.Found;
import org.catalogsync.chat.observe.Observer;
import org.catalogsync.chat.observe.Step;
import org.catalogsync.chat.retrieve.Related;
import org.catalogsync.chat.retrieve.Related.Others;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.chat.session.Sessions;
import org.catalogsync.chat.session.Sessions.Opening;
import org.catalogsync.erp.Deadline;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;
import org.catalogsync.stores.cache.AnswerCache.Token;
import org.jspecify.annotations.Nullable;

/**
 * A question from its text to its last word: understand, look up, show the facts, word them. One deadline for all of it; what is late is left out, related volumes first, then the model's words. The facts come before any word, and no word goes
 * out that they do not cover.
 */
public final class ChatFlow implements Chat {
    private final ChatSettings settings;
    private final Sessions sessions;
    private final Supplier<TitleIndex> titles;
    private final Classifier classifier;
    private final Related related;
    private final Kept<KeptAnswer> kept;
    private final FactFinder facts;
    private final Writer writer;
    private final Observer observer;

    ChatFlow(
            ChatSettings settings,
            Sessions sessions,
            Supplier<TitleIndex> titles,
            Classifier classifier,
            Related related,
            Kept<KeptAnswer> kept,
            FactFinder facts,
            Writer writer,
            Observer observer) {
        this.settings = settings;
        this.sessions = sessions;
        this.titles = titles;
        this.classifier = classifier;
        this.related = related;
        this.kept = kept;
        this.facts = facts;
        this.writer = writer;
        this.observer = observer;
    }

    @Override
    public void answer(Ask ask, Sink sink) {
        try (Step step = observer.answer()) {
            answer(ask, sink, step);
        }
    }

    private void answer(Ask ask, Sink sink, Step step) {
        Deadline deadline = Deadline.in(settings.answer());
        sink.send(new Frame.Ack());
        switch (sessions.open(ask.session(), ask.user(), deadline)) {
            case Opening.Own own -> new Answer(ask, own, deadline, sink, step).give();
            case Opening.Foreign foreign -> {
                observer.refused(Frame.Code.FORBIDDEN);
                sink.send(new Frame.Error(Frame.Code.FORBIDDEN, "this conversation belongs to somebody else"));
            }
        }
    }

    /** One answer. */
    private final class Answer {
        private final Ask ask;
        private final Opening.Own conversation;
        private final Deadline deadline;
        private final Sink sink;
        private final Step whole;
        private final TitleIndex index = titles.get();
        private final long began = System.nanoTime();
        private double costUsd;
        private boolean guessMissed;

        Answer(Ask ask, Opening.Own conversation, Deadline deadline, Sink sink, Step whole) {
            this.ask = ask;
            this.conversation = conversation;
            this.deadline = deadline;
            this.sink = sink;
            this.whole = whole;
        }

        void give() {
            try {
                Wish wish = understood();
                String key = AnswerKey.of(ask.text(), wish);
                Optional<KeptAnswer> again = again(key);
                if (again.isPresent()) {
                    repeat(wish, again.get());
                } else {
                    make(key, wish.sure() ? wish : surer(wish));
                }
            } finally {
                // However it ended: what a model said has to be paid for, read or not.
                sessions.spent(ask.user(), costUsd);
            }
        }

        private Wish understood() {
            try (Step step = observer.step("understand")) {
                Wish wish = withNewIsbns(Understanding.understand(ask.text(), index, context()));
                step.understood(wish);
                return wish;
            }
        }

        private Optional<KeptAnswer> again(String key) {
            try (Step step = observer.step("cache")) {
                Optional<KeptAnswer> again = kept.find(key, deadline);
                step.cached(again.isPresent());
                return again;
            }
        }

        private Others others(Wish wish) {
            try (Step step = observer.step("search")) {
                Others others = related.of(wish, index, deadline);
                step.volumes(others.isbns().size());
                return others;
            }
        }

        private Found found(Wish wish, List<Isbn> others) {
            try (Step step = observer.step("lookup")) {
                Found found = facts.find(wish.isbns(), others, deadline);
                step.found(found);
                return found;
            }
        }

        /** An ISBN that the titles in memory do not have yet may be in the table: it was sold for the first time a moment ago. */
        private static Wish withNewIsbns(Wish wish) {
            List<Isbn> fresh = wish.unknown().stream()
                    .filter(Isbn::isCanonical)
                    .map(Isbn::new)
                    .toList();
            if (fresh.isEmpty()) {
                return wish;
            }
            List<Isbn> all = Stream.concat(wish.isbns().stream(), fresh.stream())
                    .distinct()
                    .toList();
            return new Wish(
                    wish.language(),
                    wish.intent(),
                    wish.sure(),
                    all.stream().limit(Wish.MOST).toList(),
                    wish.series(),
                    wish.badIsbns(),
                    wish.unknown().stream()
                            .filter(title -> !Isbn.isCanonical(title))
                            .toList(),
                    wish.near(),
                    wish.more() || all.size() > Wish.MOST,
                    wish.topic());
        }

        private @Nullable Context context() {
            List<Isbn> volumes = conversation.volumes();
            return volumes.isEmpty() ? null : new Context(volumes, conversation.language());
        }

        /** The small model's guess, where the rules have none and a model may be used. */
        private Wish surer(Wish wish) {
            if (!conversation.mayUseModels()) {
                return wish;
            }
            Classified guess = classifier.classified(ask.text(), deadline);
            costUsd += guess.costUsd();
            guessMissed = switch (guess.outcome()) {
                case UNDERSTOOD, NOT_UNDERSTOOD -> false;
                case LATE, THROTTLED, FAILED -> true;
            };
            return guess.hint()
                    .map(hint -> Understanding.withHint(wish, hint, index))
                    .orElse(wish);
        }

        private void repeat(Wish wish, KeptAnswer answer) {
            sink.send(answer.card());
            sink.send(new Frame.Prose(answer.prose(), false));
            Frame.Status status = answer.byModel() ? Frame.Status.OK : Frame.Status.TEMPLATE;
            done(wish, answer.card(), status, true);
        }

        /** @param key under which the answer is kept */
        private void make(String key, Wish wish) {
            Others others = others(wish);
            boolean searchAway = !others.complete() && others.isbns().isEmpty();
            List<Isbn> all = Stream.concat(wish.isbns().stream(), others.isbns().stream())
                    .distinct()
                    .toList();
            // Before anything is read: what is written from now on takes the answer out of the cache again.
            Optional<Token> token = kept.token(all, deadline);
            Found found = found(wish, others.isbns());
            List<String> notices = notices(wish, found, searchAway);
            Frame.Card card =
                    new Frame.Card(wish.intent(), wish.language(), found.facts(), shown(wish, found), notices);
            sink.send(card);
            observer.card(wish.intent(), System.nanoTime() - began);
            boolean degraded = found.degraded() || titlesAway(wish) || searchAway;
            // What half a search found is right, and not what the next customer should get.
            word(key, wish, card, degraded, others.complete() ? token : Optional.empty());
        }

        /** Where no title is known yet, one that is not found may well be in the catalogue. */
        private boolean titlesAway(Wish wish) {
            return index.size() == 0 && !wish.unknown().isEmpty();
        }

        /** What cannot be had is recommended last. */
        private static List<Fact> shown(Wish wish, Found found) {
            return wish.intent() != Intent.RECOMMEND
                    ? found.others()
                    : found.others().stream()
                            .sorted(Comparator.comparing(fact -> fact.status() == StockStatus.OUT_OF_STOCK))
                            .toList();
        }

        private List<String> notices(Wish wish, Found found, boolean searchAway) {
            Language language = wish.language();
            List<String> notices = new ArrayList<>();
            wish.badIsbns().forEach(bad -> notices.add(Notices.badIsbn(language, bad)));
            List<String> near = wish.near().stream()
                    .flatMap(isbn -> index.titleOf(isbn).stream())
                    .toList();
            wish.unknown()
                    .forEach(title -> notices.add(
                            titlesAway(wish)
                                    ? Notices.noSearch(language)
                                    : Notices.unknownTitle(language, title, near)));
            found.deleted()
                    .keySet()
                    .forEach(isbn -> notices.add(
                            Notices.unknownTitle(language, index.titleOf(isbn).orElse(isbn.value()), List.of())));
            found.unknown()
                    .forEach(isbn -> notices.add(
                            found.degraded()
                                    ? Notices.nothingKnown(language)
                                    : Notices.unknownTitle(language, isbn.value(), List.of())));
            found.facts().stream()
                    .filter(Fact::stale)
                    .map(Fact::asOf)
                    .min(Comparator.naturalOrder())
                    .ifPresent(oldest -> notices.add(Notices.notTheLatest(language, oldest)));
            if (wish.more()) {
                notices.add(Notices.onlySoMany(language));
            }
            if (searchAway) {
                notices.add(Notices.noSearch(language));
            }
            return notices.stream().distinct().toList();
        }

        private void word(String key, Wish wish, Frame.Card card, boolean degraded, Optional<Token> token) {
            Remembering shown = new Remembering(sink);
            Material material = new Material(
                    wish.intent(),
                    wish.language(),
                    ask.text(),
                    wish.intent() == Intent.RECOMMEND ? List.of() : card.items(),
                    card.related(),
                    card.notices());
            Written written = written(material, degraded, shown);
            boolean byModel = written.by() == Written.By.MODEL;
            if (written.why() != Written.Why.GONE) {
                Frame.Status status =
                        degraded ? Frame.Status.DEGRADED : byModel ? Frame.Status.OK : Frame.Status.TEMPLATE;
                done(wish, card, status, false);
                if (!degraded && isForEverybody(written)) {
                    KeptAnswer answer = new KeptAnswer(card, shown.prose(), byModel);
                    token.ifPresent(taken -> kept.keep(
                            key, answer, taken, answer.isOfFewCopies() ? settings.keptLow() : settings.kept()));
                }
            }
            whole.written(written);
            observer.written(wish, written, degraded, System.nanoTime() - began);
        }

        /** What was done without a model that was late or away, or for a customer who may use none any more, is that moment's and that customer's. */
        private boolean isForEverybody(Written written) {
            return !guessMissed
                    && switch (written.why()) {
                        case NOTHING, NOT_NEEDED, UNGROUNDED -> true;
                        case NO_TIME, LATE, THROTTLED, FAILED, SPENT, GONE -> false;
                    };
        }

        private Written written(Material material, boolean degraded, Sink shown) {
            boolean nothing = material.items().isEmpty() && material.related().isEmpty();
            if (degraded && nothing && !material.notices().isEmpty()) {
                // A template would say that the shop does not have it, and nobody could look.
                String space = material.language() == Language.ENGLISH ? " " : "";
                shown.send(new Frame.Prose(String.join(space, material.notices()), false));
                return new Written(Written.By.TEMPLATE, Written.Why.NOT_NEEDED, 0, 0, 0);
            }
            return conversation.mayUseModels()
                    ? writer.write(material, deadline, shown, usd -> costUsd += usd)
                    : writer.template(material, Written.Why.SPENT, shown);
        }

        private void done(Wish wish, Frame.Card card, Frame.Status status, boolean cached) {
            long nanos = System.nanoTime() - began;
            sink.send(new Frame.Done(status, cached, nanos / 1_000_000, costUsd));
            whole.understood(wish);
            whole.done(status, cached);
            observer.done(wish.intent(), status, cached, nanos);
            about(wish, card, status)
                    .ifPresent(about -> sessions.spokeOf(ask.session(), ask.user(), about, wish.language()));
        }

        /** What the conversation is about from now on: nothing, where a book was asked for that there is not; whatever it was about, where no book was. */
        private static Optional<List<Isbn>> about(Wish wish, Frame.Card card, Frame.Status status) {
            if (!card.items().isEmpty()) {
                return Optional.of(isbns(card.items()));
            }
            if (!wish.isbns().isEmpty() && status == Frame.Status.DEGRADED) {
                return Optional.of(wish.isbns()); // Nobody could look, and the next question may well find it.
            }
            boolean named = !wish.isbns().isEmpty()
                    || !wish.unknown().isEmpty()
                    || !wish.badIsbns().isEmpty();
            if (named) {
                return Optional.of(List.of());
            }
            return Optional.of(isbns(card.related())).filter(isbns -> !isbns.isEmpty());
        }

        private static List<Isbn> isbns(List<Fact> facts) {
            return facts.stream().map(Fact::isbn).limit(Wish.MOST).toList();
        }
    }
}

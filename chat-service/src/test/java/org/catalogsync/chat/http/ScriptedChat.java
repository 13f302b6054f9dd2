package org.catalogsync.chat.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.catalogsync.chat.Ask;
import org.catalogsync.chat.Chat;
import org.catalogsync.chat.answer.Frame;
import org.catalogsync.chat.answer.Sink;
import org.catalogsync.chat.intent.Intent;
import org.catalogsync.chat.intent.Language;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.model.Isbn;
import org.catalogsync.model.StockStatus;

/** Answers by what the question says. */
final class ScriptedChat implements Chat {
    static final Fact FULL = new Fact(
            new Isbn("9784088725093"),
            "ワンピース 42",
            "尾田栄一郎",
            "少年",
            "42",
            3,
            StockStatus.LOW_STOCK,
            484,
            LocalDate.of(2026, 11, 2),
            3,
            Instant.parse("2026-11-28T00:10:00Z"),
            Fact.Source.ERP,
            false);
    static final Fact UNKNOWN_STOCK = new Fact(
            new Isbn("9784088725109"),
            "ワンピース 43",
            null,
            null,
            null,
            null,
            StockStatus.UNKNOWN,
            null,
            null,
            null,
            Instant.parse("2026-11-28T00:10:00Z"),
            Fact.Source.DYNAMODB,
            true);

    /** One for each answer that said "hold" and was let go on. */
    final Semaphore go = new Semaphore(0);

    /** One for each answer that has begun. */
    final Semaphore begun = new Semaphore(0);

    /** One for each client that went away while it was answered. */
    final Semaphore gone = new Semaphore(0);

    /** Who asked last. */
    volatile String user = "";

    @Override
    public void answer(Ask ask, Sink sink) {
        user = ask.user();
        sink.send(new Frame.Ack());
        begun.release();
        switch (ask.text()) {
            case "hold" -> hold(sink);
            case "flood" -> flood(sink);
            case "throw" -> throw new IllegalStateException("quotes " + ask.text());
            case "forget" -> {}
            default -> whole(ask, sink);
        }
    }

    private static void whole(Ask ask, Sink sink) {
        sink.send(new Frame.Card(
                Intent.STOCK, Language.JAPANESE, List.of(FULL), List.of(UNKNOWN_STOCK), List.of("在庫はわずかです")));
        for (String word : ask.text().split(" ", -1)) {
            sink.send(new Frame.Prose(word, false));
        }
        sink.send(new Frame.Prose("代わりに", true));
        sink.send(new Frame.Done(Frame.Status.OK, false, 812, 0.000123));
    }

    /** As a model that says nothing for a while. */
    private void hold(Sink sink) {
        CountDownLatch left = new CountDownLatch(1);
        sink.onGone(() -> {
            gone.release();
            left.countDown();
        });
        try {
            while (left.getCount() > 0 && !go.tryAcquire(5, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sink.send(new Frame.Done(Frame.Status.TEMPLATE, false, 1, 0));
    }

    /** More than a client, its window and ours can hold, unless it reads or is given up. */
    private void flood(Sink sink) {
        sink.onGone(gone::release);
        String much = "x".repeat(16 * 1_024);
        for (int i = 0; i < 4_000 && !sink.gone(); i++) {
            sink.send(new Frame.Prose(much, false));
        }
        sink.send(new Frame.Done(Frame.Status.TEMPLATE, false, 1, 0));
    }
}

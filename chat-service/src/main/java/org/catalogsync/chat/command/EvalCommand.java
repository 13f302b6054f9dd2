package org.catalogsync.chat.command;

import java.io.PrintStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.catalogsync.chat.RunningChat;
import org.catalogsync.chat.eval.Evaluation;
import org.catalogsync.chat.eval.HttpAsker;
import org.catalogsync.chat.lookup.Fact;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.model.Isbn;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks the chat questions that a seed makes from its catalogue, and judges the answers. */
@Command(
        name = "eval",
        description = "Asks questions that a seed makes from the catalogue, and judges intent, volumes and numbers.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 as good as promised (98 %% intent and volumes, 100 %% numbers), 1 failed, 2 usage, 4 not as good."
        })
final class EvalCommand implements Callable<Integer> {
    private static final int NOT_AS_GOOD = 4;
    private static final double INTENT_ITEM = 0.98;
    private static final int FAILURES_SHOWN = 20;
    private static final long LOADING_MILLIS = 120_000;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    @Option(names = "--seed", description = "Of the questions. Default: 1.", paramLabel = "N", defaultValue = "1")
    private long seed = 1;

    @Option(names = "--json", description = "One object for scripts.")
    private boolean json;

    EvalCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException {
        // A chat of its own, asked over its own wire; whoever evaluates asks faster than a customer may.
        Map<String, String> settings = new HashMap<>(environment);
        settings.putAll(Map.of(
                "CHAT_PORT", "0",
                "CHAT_HOST", "127.0.0.1",
                "CHAT_AUTH", "dev",
                "CHAT_USER_RATE", "10000",
                "CHAT_USER_BURST", "100",
                "CHAT_USER_DAILY_USD", "1000"));
        try (RunningChat chat = RunningChat.start(settings);
                Stores stores = Stores.of(StoresSettings.fromEnvironment(environment))) {
            Evaluation evaluation = Evaluation.of(loaded(chat), seed);
            Evaluation.Report report = ask(evaluation, chat.address(), stores);
            tell(report);
            boolean good = report.intentItem() >= INTENT_ITEM && report.numbers() == 1.0;
            return good ? ChatCommand.DONE : NOT_AS_GOOD;
        }
    }

    private static TitleIndex loaded(RunningChat chat) throws InterruptedException {
        long end = System.currentTimeMillis() + LOADING_MILLIS;
        while (chat.titles().size() == 0 && System.currentTimeMillis() < end) {
            Thread.sleep(100);
        }
        if (chat.titles().size() == 0) {
            throw new IllegalStateException(
                    "there is no catalogue to ask about: run ./catalog-sync nightly first, and see whether OpenSearch answers");
        }
        return chat.titles();
    }

    private Evaluation.Report ask(Evaluation evaluation, URI address, Stores stores) {
        int all = evaluation.questions().size();
        AtomicInteger asked = new AtomicInteger();
        try (HttpAsker asker = new HttpAsker(address)) {
            return evaluation.run(
                    (session, text) -> {
                        progress(asked.incrementAndGet(), all);
                        return asker.ask(session, text);
                    },
                    isbn -> truth(stores, isbn));
        }
    }

    private void progress(int asked, int all) {
        if (asked % 25 == 0 || asked == all) {
            err.println(asked + " of " + all + " questions");
        }
    }

    /** The row as it stands in the table, read apart from the chat. */
    private static Optional<Fact> truth(Stores stores, Isbn isbn) {
        return stores.products().get(isbn).flatMap(Fact::ofRow);
    }

    private void tell(Evaluation.Report report) {
        if (json) {
            out.println(report.json());
            return;
        }
        out.printf(
                "%d questions of seed %d: intent and volumes %.1f %%, numbers %.1f %%%n",
                report.questions(), seed, 100 * report.intentItem(), 100 * report.numbers());
        report.failures().stream()
                .limit(FAILURES_SHOWN)
                .forEach(failure -> out.println(
                        failure.question() + "\n  expected " + failure.expected() + "\n  found    " + failure.found()));
    }
}

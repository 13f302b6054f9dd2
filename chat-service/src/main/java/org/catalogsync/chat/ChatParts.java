package org.catalogsync.chat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.catalogsync.chat.answer.ItemPages;
import org.catalogsync.chat.answer.Kept;
import org.catalogsync.chat.answer.KeptAnswer;
import org.catalogsync.chat.answer.LateCache;
import org.catalogsync.chat.answer.Sink;
import org.catalogsync.chat.compose.BedrockModel;
import org.catalogsync.chat.compose.Classifier;
import org.catalogsync.chat.compose.Model;
import org.catalogsync.chat.compose.ModelSettings;
import org.catalogsync.chat.compose.Tally;
import org.catalogsync.chat.compose.Writer;
import org.catalogsync.chat.http.About;
import org.catalogsync.chat.http.Dependencies;
import org.catalogsync.chat.http.Dependencies.Dependency;
import org.catalogsync.chat.http.Dependencies.State;
import org.catalogsync.chat.http.ItemView;
import org.catalogsync.chat.http.Items;
import org.catalogsync.chat.lookup.Bounded;
import org.catalogsync.chat.lookup.FactFinder;
import org.catalogsync.chat.lookup.LookupSettings;
import org.catalogsync.chat.lookup.Watermark;
import org.catalogsync.chat.observe.ErpMeters;
import org.catalogsync.chat.observe.Meters;
import org.catalogsync.chat.observe.ObservedModel;
import org.catalogsync.chat.observe.Observer;
import org.catalogsync.chat.observe.TraceSettings;
import org.catalogsync.chat.observe.Traces;
import org.catalogsync.chat.outbound.MicronautTransport;
import org.catalogsync.chat.retrieve.Aliases;
import org.catalogsync.chat.retrieve.Related;
import org.catalogsync.chat.retrieve.Search;
import org.catalogsync.chat.retrieve.TitleIndex;
import org.catalogsync.chat.retrieve.Titles;
import org.catalogsync.chat.session.Sessions;
import org.catalogsync.erp.CredentialSource;
import org.catalogsync.erp.Credentials;
import org.catalogsync.erp.Erp;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.ErpStatus;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;
import org.catalogsync.stores.cache.AnswerCache;
import org.catalogsync.stores.conversations.Conversations;
import org.catalogsync.stores.state.Watermarks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that an answer needs, opened once and in order. Nothing is waited for: what is away now is found later, and the chat answers without it until then. */
final class ChatParts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChatParts.class);

    /** Of a kilobyte each. */
    private static final int QUERY_VECTORS = 4_000;

    /** For what nobody waits for. */
    private static final Duration UNHURRIED = Duration.ofSeconds(5);

    /** So old that the ERP is not asked for age. */
    private static final Duration UNHURRIED_FRESH = Duration.ofDays(3_650);

    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final Bounded table = new Bounded("dynamodb");
    private final Bounded conversations = new Bounded("conversations");
    private final Bounded cache = new Bounded("redis");
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Titles titles;
    private final Search search;
    private final Erp erp;
    private final ErpMeters erpMeters;
    private final BedrockModel model;
    private final ModelSettings models;
    private final boolean standIn;
    private final ChatFlow chat;
    private final Items items;
    private final ExampleQuestions examples;
    private final Chat quiet;

    private ChatParts(Map<String, String> environment, Traces traces) {
        ChatSettings settings = ChatSettings.fromEnvironment(environment);
        StoresSettings patient = StoresSettings.fromEnvironment(environment);
        StoresSettings hasty = StoresSettings.fromEnvironment(ChatSettings.withShortDeadlines(environment));
        ErpSettings erpSettings = ErpSettings.fromEnvironment(environment);
        models = ModelSettings.fromEnvironment(environment);
        standIn = patient.profile() == StoresSettings.Profile.DEV;
        InstantSource clock = InstantSource.system();

        // Customers wait for the one, and the background has the other: its calls may be tried again for a minute.
        Stores stores = closed(Stores.of(hasty));
        Stores background = closed(Stores.of(patient));
        Stores redis = closed(Stores.of(hasty)); // by itself: looking for it must not hold up the others
        erp = closed(Erp.open(
                erpSettings,
                CredentialSource.fixed(Credentials.fromEnvironment(environment)),
                MicronautTransport.open(erpSettings)));
        closed(traces);
        model = closed(BedrockModel.open(hasty, models));
        Model observed = new ObservedModel(model, meters, traces);
        Watermarks watermarks = new Watermarks(background.state());
        titles = closed(new Titles(background.index(), aliases(environment), watermarks::generation).start());
        examples = new ExampleQuestions(titles::current);
        Watermark watermark = closed(new Watermark(watermarks));
        LateCache answers = closed(new LateCache(redis::cache));
        Conversations talks = stores.conversations(settings.table());
        Conversations made = background.conversations(settings.table());
        Thread.ofVirtual().name("create").start(() -> create(made));

        FactFinder facts = facts(stores, table, erpSettings, watermark, settings.lookup(), clock);
        search = new Search(stores.index(), stores.embeddings(), QUERY_VECTORS);
        Related related = new Related(search);
        Tally tally = new Tally();
        chat = new ChatFlow(
                settings,
                closed(new Sessions(talks, conversations, settings.conversation(), settings.dailyUsd(), clock)),
                titles::current,
                new Classifier(observed, models, tally),
                related,
                kept(answers, cache, settings.lookup(), clock),
                facts,
                new Writer(observed, models, tally),
                new Observer(meters, traces));
        quiet = quiet(settings, stores, erpSettings, watermark, talks, related, answers, clock);
        closed(new Meters(meters))
                .ofProcess()
                .of(tally)
                .of(table)
                .of(conversations)
                .of(cache)
                .of(titles)
                .of(watermark, clock)
                .ofModel(model::isResting);
        erpMeters = new ErpMeters(meters, erp::status);
        items = new ItemPages(
                titles::current,
                facts,
                new Kept<>(
                        answers,
                        cache,
                        ItemView.class,
                        ItemPages::oldest,
                        settings.lookup().fresh(),
                        clock),
                settings.answer(),
                settings.kept(),
                settings.keptLow());
    }

    /** It may still try when all is closed, and then nobody is there to hear how it fails. */
    private static void create(Conversations made) {
        try {
            made.createIfAbsent();
        } catch (RuntimeException e) {
            LOG.warn("the table of conversations may be missing: {}", e.toString());
        }
    }

    private FactFinder facts(
            Stores stores,
            Bounded calls,
            ErpSettings erpSettings,
            Watermark watermark,
            LookupSettings lookup,
            InstantSource clock) {
        return new FactFinder(stores.products(), calls, erp, erpSettings.warehouse(), watermark, titles, lookup, clock);
    }

    private static Kept<KeptAnswer> kept(
            AnswerCache answers, Bounded calls, LookupSettings lookup, InstantSource clock) {
        return new Kept<>(answers, calls, KeptAnswer.class, KeptAnswer::oldest, lookup.fresh(), clock);
    }

    /** The flow for the warm-up: it reads what all answers read, with more patience and counted nowhere, keeps nothing, and may spend nothing, so no model is asked. */
    private Chat quiet(
            ChatSettings settings,
            Stores stores,
            ErpSettings erpSettings,
            Watermark watermark,
            Conversations talks,
            Related related,
            AnswerCache answers,
            InstantSource clock) {
        LookupSettings patient = new LookupSettings(UNHURRIED_FRESH, UNHURRIED, UNHURRIED);
        ChatSettings unhurried = new ChatSettings(
                UNHURRIED, patient, settings.kept(), settings.keptLow(), settings.conversation(), 0, settings.table());
        Bounded calls = new Bounded("warm-up");
        Tally uncounted = new Tally();
        return new ChatFlow(
                unhurried,
                new Sessions(new WarmUp.Unwritten(talks), calls, settings.conversation(), 0, clock),
                titles::current,
                new Classifier(model, models, uncounted),
                related,
                kept(new WarmUp.Unkept(answers), calls, patient, clock),
                facts(stores, calls, erpSettings, watermark, patient, clock),
                new Writer(model, models, uncounted),
                Observer.ofNobody());
    }

    /** Throws what is wrong with the settings, all at once as far as it can be told. */
    static ChatParts open(Map<String, String> environment) {
        return open(environment, Traces.open(TraceSettings.fromEnvironment(environment)));
    }

    /** The traces are closed with the rest. */
    static ChatParts open(Map<String, String> environment, Traces traces) {
        return new ChatParts(environment, traces);
    }

    /** Those that everybody knows, and {@code CHAT_ALIASES}. */
    private static Aliases aliases(Map<String, String> environment) {
        return Aliases.wellKnownAnd(Aliases.parse(environment.getOrDefault("CHAT_ALIASES", "")));
    }

    private <T extends AutoCloseable> T closed(T part) {
        closing.push(part);
        return part;
    }

    Chat chat() {
        return chat;
    }

    /** For once the chat listens. */
    WarmUp warmUp(Supplier<Sink> nobody) {
        return closed(new WarmUp(quiet, titles::current, model::connect, nobody));
    }

    TitleIndex titles() {
        return titles.current();
    }

    Items items() {
        return items;
    }

    MeterRegistry meters() {
        return meters;
    }

    /** In Prometheus's text. */
    String metrics() {
        erpMeters.look();
        return meters.scrape();
    }

    About about() {
        return new About("catalog-sync chat", version(), models.model(), standIn, examples::now);
    }

    private static String version() {
        String version = ChatParts.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    Dependencies dependencies() {
        return () -> List.of(
                new Dependency("titles", titles.isCurrent() ? State.UP : State.DEGRADED),
                new Dependency("search", search.answers() ? State.UP : State.DEGRADED),
                of(table),
                of(cache),
                new Dependency("erp", erp.status().breaker() == ErpStatus.Breaker.CLOSED ? State.UP : State.DOWN),
                new Dependency("model", model.isResting() ? State.DOWN : State.UP));
    }

    private static Dependency of(Bounded calls) {
        return new Dependency(calls.store(), calls.answers() ? State.UP : State.DOWN);
    }

    /** The youngest first. */
    @Override
    public void close() {
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception e) {
                LOG.warn("a part did not close", e);
            }
        }
    }
}

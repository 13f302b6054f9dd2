package org.catalogsync.benchmark.chat;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.catalogsync.stores.Stores;
import org.catalogsync.stores.StoresSettings;

/**
 * An open load: questions come when they are due, however long the ones before take, and their times count from then on. {@code load} measures at 12 and at 116 questions a second beside idle sockets, {@code faults} breaks one
 * thing after the other. {@code updates} changes rows of the ERP's database and asks until an answer shows it.
 */
public final class ChatBenchmark {
    private static final PrintStream OUT = System.out;
    private static final int ASKING = 120;
    private static final int CHANGES = 40;
    private static final String OLD_SOON = "PT15S";
    private static final Duration LAST_WORDS = Duration.ofSeconds(6);
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final int WARM_UP_RATE = 40;

    private final Map<String, String> environment = System.getenv();
    private final Path root = Path.of(System.getProperty("catalogsync.root"));
    private final int seconds = Integer.getInteger("chat.seconds", 60);
    private final int idle = Integer.getInteger("chat.idle", 500);
    private final Random random = new Random(Long.getLong("chat.seed", 1));

    /** Arguments: {@code load}, {@code faults} or {@code updates}. */
    public static void main(String[] args) throws Exception {
        boolean well =
                switch (args.length == 1 ? args[0] : "") {
                    case "load" -> new ChatBenchmark().load();
                    case "faults" -> new ChatBenchmark().faults();
                    case "updates" -> new ChatBenchmark().updates();
                    default -> throw new IllegalArgumentException("load, faults or updates");
                };
        System.exit(well ? 0 : 1);
    }

    private boolean load() throws Exception {
        boolean well = true;
        Shelf shelf = shelf();
        try (Parts parts = new Parts(environment)) {
            parts.well();
            try (Service service = Service.start(root, environment, parts.gated(), log("load"));
                    Customers asking = new Customers(service.socket());
                    Customers quiet = new Customers(service.socket())) {
                OUT.printf("started in %,d ms; %,d volumes%n", service.startTime().toMillis(), shelf.size());
                asking.open(ASKING);
                quiet.open(idle);
                shoot(asking, shelf, WARM_UP_RATE, WARM_UP);
                OUT.println("rate | asked | card p50/p99/max ms | complete p50/p99/max ms | cached p50/p99/max ms |"
                        + " ERP requests, most in 1 s | RSS MB");
                for (int rate : new int[] {12, 116}) {
                    parts.well();
                    Figures figures = Figures.of(shoot(asking, shelf, rate, Duration.ofSeconds(seconds)), shelf);
                    int most = parts.erpCounts().path("max_in_1000ms").asInt();
                    long memory = service.residentMegabytes();
                    OUT.printf(
                            Locale.ROOT,
                            "%d/s | %,d | %s | %s | %s (%d) | %,d, %d | %d%n",
                            rate,
                            figures.asked(),
                            figures.card(),
                            figures.complete(),
                            figures.hits(),
                            figures.hits().count(),
                            parts.erpCounts().path("requests").asInt(),
                            most,
                            memory);
                    OUT.printf("     %s%n     model: %s%n", outcomes(figures), parts.modelCounts());
                    tellWrong(figures);
                    well &= figures.unanswered() == 0
                            && figures.wrong() == 0
                            && figures.card().p99() < 1_000
                            && figures.complete().p99() < 3_000
                            && figures.hits().p99() < 200
                            && most <= 50
                            && memory <= 400;
                }
                OUT.printf("%d idle sockets beside it%n%s%n", quiet.size(), well ? "all aims met" : "an aim was missed");
            }
        }
        return well;
    }

    private boolean faults() throws Exception {
        boolean well = true;
        Shelf shelf = shelf();
        OUT.println("| broken | asked | unanswered | after 3 s | wrong | without as-of | stale | template | degraded |"
                + " card p50 / p99 / max ms | complete p50 / p99 / max ms |");
        OUT.println("|---|---|---|---|---|---|---|---|---|---|---|");
        try (Parts parts = new Parts(environment)) {
            for (Trouble trouble : Trouble.values()) {
                parts.well();
                Map<String, String> settings = new HashMap<>(parts.gated());
                settings.put("CHAT_FRESH", OLD_SOON); // so that what stands in the table has to be confirmed, or is stale
                try (Service service = Service.start(
                                root, environment, settings, log(trouble.name().toLowerCase(Locale.ROOT)));
                        Customers asking = new Customers(service.socket())) {
                    asking.open(ASKING);
                    shoot(asking, shelf, WARM_UP_RATE, WARM_UP);
                    trouble.begin(parts);
                    Figures f = Figures.of(shoot(asking, shelf, 40, Duration.ofSeconds(Math.min(seconds, 30))), shelf);
                    OUT.printf(
                            Locale.ROOT,
                            "| %s | %,d | %d | %d | %d | %d | %d | %d | %d | %s | %s |%n",
                            trouble.title(),
                            f.asked(),
                            f.unanswered(),
                            f.late(),
                            f.wrong(),
                            f.timeless(),
                            f.stale(),
                            f.template(),
                            f.degraded(),
                            f.card(),
                            f.complete());
                    tellWrong(f);
                    well &= f.unanswered() == 0 && f.late() == 0 && f.wrong() == 0 && f.timeless() == 0;
                }
            }
            parts.well();
        }
        OUT.println(well ? "\nevery question was answered in time, with its time, and no number was wrong" : "\nnot as promised");
        return well;
    }

    /** Needs the ERP's database, and cdc-stream beside it. */
    private boolean updates() throws Exception {
        Shelf shelf = shelf();
        List<Updates.Seen> all = new ArrayList<>();
        try (Service service = Service.start(root, environment, Map.of(), log("updates"));
                Customers asking = new Customers(service.socket())) {
            asking.open(ASKING);
            shoot(asking, shelf, WARM_UP_RATE, WARM_UP);
            try (Updates updates = new Updates(environment.getOrDefault("ERP_JDBC_URL", ""), asking, random)) {
                // The first one waits for the stream to begin.
                updates.change(shelf.some(random), false);
                for (int i = 0; i < CHANGES; i++) {
                    Updates.rest();
                    Updates.Seen seen = updates.change(shelf.some(random), i % 4 == 3);
                    all.add(seen);
                }
            }
        }
        double[] sorted = all.stream().mapToDouble(Updates.Seen::millis).sorted().toArray();
        boolean well = sorted[0] >= 0 && sorted[sorted.length - 1] < 2_000;
        OUT.printf(
                Locale.ROOT,
                "%d changes; from the commit to an answer with the new stock: p50 %,.0f, most %,.0f ms; not seen %d; sources %s%n",
                all.size(),
                sorted[sorted.length / 2],
                sorted[sorted.length - 1],
                all.stream().filter(seen -> seen.millis() < 0).count(),
                all.stream().collect(Collectors.groupingBy(Updates.Seen::source, TreeMap::new, Collectors.counting())));
        OUT.println(well ? "each within 2 s" : "an aim was missed");
        return well;
    }

    private static void tellWrong(Figures figures) {
        figures.examples().forEach(example -> OUT.println("     wrong: " + example));
    }

    private static String outcomes(Figures figures) {
        return String.format(
                "unanswered %d, wrong %d, after 3 s %d, stale %d, template %d, degraded %d, cached %d",
                figures.unanswered(),
                figures.wrong(),
                figures.late(),
                figures.stale(),
                figures.template(),
                figures.degraded(),
                figures.cached());
    }

    /** Questions at an even pace from one customer after the other, whether or not the last one has been answered. */
    private List<Shot> shoot(Customers customers, Shelf shelf, int rate, Duration time) {
        int count = Math.toIntExact(rate * time.toSeconds());
        long between = TimeUnit.SECONDS.toNanos(1) / rate;
        long first = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        List<Shot> shots = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long due = first + i * between;
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            Shot shot = new Shot(shelf.ask(random), due);
            shots.add(shot);
            customers.ask(i % customers.size(), shot);
        }
        awaitLast(shots);
        return shots;
    }

    private static void awaitLast(List<Shot> shots) {
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        while (System.nanoTime() < end && !shots.stream().allMatch(Shot::answered)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private Shelf shelf() {
        try (Stores stores = Stores.of(StoresSettings.fromEnvironment(environment))) {
            return Shelf.read(stores.products(), 1);
        }
    }

    private Path log(String of) throws java.io.IOException {
        Path folder = Files.createDirectories(root.resolve("benchmarks/target/chat"));
        return folder.resolve(of + ".log");
    }
}

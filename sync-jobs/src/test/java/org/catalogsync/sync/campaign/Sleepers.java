package org.catalogsync.sync.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.catalogsync.sync.campaign.NightProcess.Commit;
import org.catalogsync.sync.campaign.NightProcess.Ended;
import org.catalogsync.sync.campaign.Shop.Night;
import org.catalogsync.sync.run.RunLease;
import org.h2.tools.Server;

/** Stops a night for longer than its lease, lets another one do its work, and wakes the first: it must write nothing more, anywhere. */
final class Sleepers implements AutoCloseable {
    private static final int BUSY = 5;
    private static final int WORKERS = 2;
    private static final Pattern STAGED = Pattern.compile("object batch-sync/(?<run>\\d+)/(?<stage>[a-z]+)/.*");
    private static final Pattern MODIFIED = Pattern.compile("modified=\\S+");

    private final Server server;
    private final Shop shop;
    private final PrintStream out;
    private int abandoned;

    private Sleepers(Server server, Shop shop, PrintStream out) {
        this.server = server;
        this.shop = shop;
        this.out = out;
    }

    /** In a shop whose job repository is a server: a database inside of the stopped process would sleep with it. {@code -Dcampaign.repository=jdbc:postgresql://…} has an empty database of another server. */
    static Sleepers in(java.nio.file.Path folder, String name, int rows, PrintStream out)
            throws SQLException, InterruptedException {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", folder.toString())
                .start();
        String url = System.getProperty(
                "campaign.repository",
                // A server's database does not close because nobody who is awake has a connection.
                "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/./jobs-" + name + ";DB_CLOSE_DELAY=-1");
        Shop shop = Shop.withServedRepository(folder, name, rows, url);
        Sleepers sleepers = new Sleepers(server, shop, out);
        sleepers.undisturbed(shop.next(false));
        return sleepers;
    }

    /**
     * Stops a night some milliseconds after one of a step's commits.
     *
     * @param anotherSource whether the second run has another source and so abandons the first, or the same and so goes on with it
     */
    void sleepIn(String step, Random random, boolean anotherSource) throws InterruptedException {
        Night first = shop.next(true);
        try (NightProcess sleeper = shop.start(first)) {
            Commit reached = sleeper.awaitCommit(commit -> commit.step().equals(step))
                    .orElseThrow(() -> new AssertionError("never came to " + step + ": " + sleeper.err()));
            Thread.sleep(random.nextInt(60));
            sleeper.signal("STOP");
            waitForSilence();
            Night second = anotherSource ? shop.next(false) : first;
            undisturbed(second);
            Map<String, String> before = shop.everything();
            assertThat(before.values().stream()
                            .filter(value -> value.startsWith("ABANDONED"))
                            .count())
                    .as("runs whose place another one took")
                    .isEqualTo(anotherSource ? ++abandoned : abandoned);

            sleeper.signal("CONT");
            Ended woken = sleeper.await();

            Map<String, String> after = shop.everything();
            Map<String, String> written = differences(before, after);
            List<String> underWay = written.keySet().stream()
                    .filter(key -> isHarmlessObject(key, before, after.getOrDefault(key, "gone")))
                    .toList();
            written.keySet().removeAll(underWay);
            assertThat(written).as("written after " + reached).isEmpty();
            assertThat(underWay)
                    .as("objects that were under way, at most one a worker")
                    .hasSizeLessThanOrEqualTo(WORKERS);
            assertThat(woken.exit()).as(woken.err() + woken.out()).isEqualTo(BUSY);
            assertThat(woken.out()).contains("\"taken_over\"");
            out.printf(
                    Locale.ROOT,
                    "slept after %-16s while another run %s: wrote nothing more%s%n",
                    sleeper.commits().getLast().place(),
                    anotherSource ? "took its place" : "went on with it",
                    underWay.isEmpty() ? "" : ", but for objects under way that nobody reads: " + underWay);
            if (!anotherSource) {
                undisturbed(shop.next(false));
            }
        }
    }

    /**
     * S3 knows no condition on an epoch, so a put that was under way when its process was stopped arrives when it wakes, as it would from a slow network. It must not matter: an object that was there keeps its
     * bytes, and a new one lies among those of an abandoned run or bears the sleeper's own epoch.
     */
    private static boolean isHarmlessObject(String key, Map<String, String> before, String now) {
        Matcher object = STAGED.matcher(key);
        if (!object.matches()) {
            return false;
        }
        String was = before.get(key);
        return was == null
                ? object.group("stage").equals("snapshot")
                        || before.getOrDefault("run " + object.group("run"), "").startsWith("ABANDONED")
                : MODIFIED.matcher(was)
                        .replaceFirst("")
                        .equals(MODIFIED.matcher(now).replaceFirst(""));
    }

    private static Map<String, String> differences(Map<String, String> before, Map<String, String> after) {
        Map<String, String> differences = new TreeMap<>();
        after.forEach((key, value) -> {
            String was = before.get(key);
            if (!value.equals(was)) {
                differences.put(key, "was " + was + ", is " + value);
            }
        });
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(key -> differences.put(key, "is gone"));
        return differences;
    }

    private void waitForSilence() throws InterruptedException {
        try (NightProcess tooEarly = shop.start(shop.next(false))) {
            Ended refused = tooEarly.await();
            assertThat(refused.exit()).as(refused.err() + refused.out()).isEqualTo(BUSY);
            assertThat(refused.out()).contains("last heartbeat");
        }
        Thread.sleep(RunLease.DEAD_AFTER.toMillis() + 500);
    }

    private void undisturbed(Night night) throws InterruptedException {
        try (NightProcess process = shop.start(night)) {
            Ended ended = process.await();
            assertThat(ended.exit()).as(ended.err() + ended.out()).isZero();
        }
    }

    @Override
    public void close() {
        shop.close();
        server.stop();
    }
}

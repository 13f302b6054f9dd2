package org.catalogsync.erp.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.catalogsync.devstack.DevStack;
import org.catalogsync.devstack.PartName;
import org.catalogsync.erp.ErpSettings;
import org.catalogsync.erp.Fairness;
import org.catalogsync.erp.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What {@link SharedPace} relies on: that all find Redis again in less time than they take tokens of both for. */
@Execution(ExecutionMode.CONCURRENT)
class RedisComesBackTest {
    /** By itself the client would try at 16 s and then at 32. */
    private static final Duration AWAY = Duration.ofSeconds(18);

    private static final Fairness FAIRNESS =
            ErpSettings.of(URI.create("http://127.0.0.1:1/soap")).fairness();

    @TempDir
    Path folder;

    @Test
    void allFindItAgainInTimeAlsoWhoStartedMeanwhile() throws Exception {
        List<SharedPace> paces = new ArrayList<>();
        try (DevStack stack = DevStack.start(folder.resolve("var"), PartName.REDIS);
                Door door = Door.to(stack.address(PartName.REDIS))) {
            paces.add(pace(door));
            paces.add(pace(door));
            until("both share", () -> paces.stream().allMatch(SharedPace::shared));

            door.shut();
            until("both have noticed", () -> paces.stream().noneMatch(RedisComesBackTest::takesShared));
            paces.add(pace(door));
            Thread.sleep(AWAY);
            assertThat(paces).noneMatch(SharedPace::shared);
            door.open();
            long back = System.nanoTime();
            until("all share again", () -> paces.stream().allMatch(SharedPace::shared));
            Duration took = Duration.ofNanos(System.nanoTime() - back);

            System.out.println("all found Redis again after " + took.toMillis() + " ms");
            assertThat(took).isLessThan(SharedPace.BOTH.minusSeconds(1));
        } finally {
            paces.forEach(SharedPace::close);
        }
    }

    private static SharedPace pace(Door door) {
        return SharedPace.start(
                new RedisTokens(door.address(), "comes-back", Tokens.shared(FAIRNESS)), FAIRNESS, System::nanoTime);
    }

    private static boolean takesShared(SharedPace pace) {
        pace.take(Priority.CUSTOMER);
        return pace.shared();
    }

    private static void until(String what, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.sleep(10);
        }
    }
}

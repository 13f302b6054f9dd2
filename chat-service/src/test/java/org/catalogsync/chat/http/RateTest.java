package org.catalogsync.chat.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.catalogsync.chat.http.access.Buckets;
import org.catalogsync.chat.http.access.SharedBuckets;
import org.catalogsync.chat.http.access.UserRate;
import org.catalogsync.devstack.DevStack;
import org.catalogsync.devstack.PartName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateTest {

    @Test
    void bucketFillsWithTimeAndTellsWhen() {
        AtomicLong now = new AtomicLong(1);
        Buckets buckets = new Buckets(20, 2, now::get);

        assertThat(buckets.take("a")).isZero();
        assertThat(buckets.take("a")).isZero();
        assertThat(buckets.take("a")).isEqualTo(Duration.ofSeconds(3));
        assertThat(buckets.take("b")).isZero();
        now.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(buckets.take("a")).isZero();
    }

    @Test
    void secondsAreRoundedUp() {
        assertThat(UserRate.seconds(Duration.ofMillis(1))).isEqualTo(1);
        assertThat(UserRate.seconds(Duration.ofMillis(2_001))).isEqualTo(3);
    }

    @Test
    void processesShareAUsersRateThroughRedis(@TempDir Path folder) throws Exception {
        try (DevStack stack = DevStack.start(folder.resolve("var"), PartName.REDIS)) {
            URI redis = URI.create("redis://" + stack.address(PartName.REDIS).getRawAuthority());
            try (SharedBuckets one = new SharedBuckets(redis, 20, 3);
                    SharedBuckets other = new SharedBuckets(redis, 20, 3)) {
                UserRate first = new UserRate(20, 3, one, System::nanoTime);
                UserRate second = new UserRate(20, 3, other, System::nanoTime);
                await().atMost(Duration.ofSeconds(10)).until(() -> one.reached() && other.reached());
                // Where a slow machine let the first one take too long, it was not counted.
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> first.shared("u").isPositive()
                                || second.shared("u").isPositive());

                assertThat(first.shared("v")).isZero();
            }
        }
    }

    @Test
    void redisThatDoesNotAnswerCostsNobodyMoreThanMilliseconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SharedBuckets shared =
                        new SharedBuckets(URI.create("redis://127.0.0.1:" + silent.getLocalPort()), 20, 5)) {
            UserRate rate = new UserRate(20, 5, shared, System::nanoTime);
            long before = System.nanoTime();

            for (int i = 0; i < 100; i++) {
                assertThat(rate.shared("u")).isZero();
            }

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
            assertThat(shared.reached()).isFalse();
        }
    }
}

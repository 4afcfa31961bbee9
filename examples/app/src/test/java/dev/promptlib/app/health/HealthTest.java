package dev.promptlib.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Executor THREADS = task -> new Thread(task).start();

    @Test
    void isHealthyWhenEverythingAnswers() {
        HealthReport report = health(check("database", true, null), check("cache", false, null))
                .report();

        assertThat(report.status()).isEqualTo("healthy");
        assertThat(report.httpStatus()).isEqualTo(200);
        assertThat(report.checks()).containsOnlyKeys("database", "cache");
        assertThat(report.time()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void isOnlyDegradedWithoutTheCache() {
        HealthReport report = health(check("database", true, null), check("cache", false, "gone"))
                .report();

        assertThat(report.status()).isEqualTo("degraded");
        assertThat(report.httpStatus()).isEqualTo(200);
        assertThat(report.checks().get("cache").detail()).isEqualTo("gone");
    }

    @Test
    void isUnhealthyWithoutTheDatabaseWhateverTheCacheSays() {
        HealthReport report = health(check("cache", false, "gone"), check("database", true, "gone"))
                .report();

        assertThat(report.status()).isEqualTo("unhealthy");
        assertThat(report.httpStatus()).isEqualTo(503);
    }

    @Test
    void isUnhealthyWhileShuttingDown() {
        Health health = health(check("database", true, null));

        health.stopping();

        assertThat(health.report().httpStatus()).isEqualTo(503);
        assertThat(health.report().detail()).isEqualTo("shutting down");
    }

    @Test
    void takesAnExceptionForAnAnswer() {
        Check failing = new Check("database", true, THREADS, () -> {
            throw new IllegalStateException("no route");
        });

        assertThat(health(failing).report().checks().get("database").detail()).isEqualTo("no route");
    }

    @Test
    void asksAllAtTheSameTime() {
        CyclicBarrier meeting = new CyclicBarrier(2);
        List<Check> checks = new ArrayList<>();
        for (String name : List.of("database", "cache")) {
            checks.add(new Check(name, true, THREADS, () -> {
                meeting.await(10, TimeUnit.SECONDS);
                return null;
            }));
        }

        assertThat(new Health(checks, "1", CLOCK).report().status()).isEqualTo("healthy");
    }

    @Test
    void doesNotWaitForACheckThatHangsNorStartsItTwice() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        Check hanging = new Check("database", true, THREADS, () -> {
            started.incrementAndGet();
            never.await();
            return null;
        });

        assertThat(hanging.run(10).join().detail()).isEqualTo("no answer within 10 ms");
        assertThat(hanging.run(10).join().isHealthy()).isFalse();
        never.countDown();

        assertThat(started).hasValue(1);
    }

    private static Health health(Check... checks) {
        return new Health(List.of(checks), "1", CLOCK);
    }

    private static Check check(String name, boolean critical, String problem) {
        return new Check(name, critical, THREADS, () -> problem);
    }
}

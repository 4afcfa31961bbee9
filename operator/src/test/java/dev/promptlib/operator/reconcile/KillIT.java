package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.cluster.ApiRequest;
import dev.promptlib.operator.cluster.Fault;
import dev.promptlib.operator.cluster.OperatorProcess;
import dev.promptlib.operator.cluster.TestRun;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The operator is killed in the middle of its work, again and again: what comes of it is the same as when it is not. A start takes
 * longer than the work, so each kill strikes several creations or updates at once, each as far as it happens to be; those are
 * counted that had begun and were not at their end.
 */
class KillIT {
    private static final int INTERRUPTIONS = 100;
    private static final int AT_ONCE = 10;
    private static final String CREATED = Specs.SMALL.replace("staging", "development");
    private static final String UPDATED =
            CREATED.replace("example/app:1.0", "example/app:2.0") + "cache: { persistence: { size: 1Gi } }\n";
    /** Two of the database, one of the cache, one of the application. */
    private static final int PASSWORDS = 4;

    /** What an undisturbed run ends with, and how much it writes on its way. */
    private record Course(String spec, Snapshot end, int writes) {}

    private static Stage stage;
    private static SecretRecord secrets;
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeAll
    static void open() {
        stage = Stage.openWide("kill");
        secrets = new SecretRecord(stage.client);
    }

    @AfterAll
    static void close() {
        secrets.close();
        stage.close();
    }

    @Test
    void endsAsIfItHadNeverBeenKilled() {
        TestRun.say("KillIT with -Dseed=" + seed);
        Course creation = undisturbed(CREATED);
        Course update = undisturbed(UPDATED);

        int interruptions = 0;
        int resources = 1;
        while (interruptions < INTERRUPTIONS) {
            List<String> namespaces = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> stage.newNamespace())
                    .toList();
            resources += namespaces.size();
            interruptions += interrupt(creation, namespaces);
            interruptions += interrupt(update, namespaces);
        }
        secrets.assertNothingWasMadeTwice(PASSWORDS * resources);
    }

    private static Course undisturbed(String spec) {
        stage.log().clear();
        stage.apply("shop", spec);
        stage.awaitReady("shop");
        return new Course(
                spec,
                stage.children("shop"),
                stage.log().requests(writesIn(stage.namespace)).size());
    }

    /** Returns how many it struck in the middle. */
    private int interrupt(Course course, List<String> namespaces) {
        OperatorProcess operator = stage.operator();
        int fatal = 1 + random.nextInt(course.writes() * namespaces.size() * 9 / 10);
        boolean arrives = random.nextBoolean();
        stage.log().clear();
        stage.proxy.inject(
                killing(operator, arrives),
                r -> namespaces.stream().anyMatch(n -> writesIn(n).test(r)),
                fatal,
                1);
        namespaces.forEach(namespace -> stage.apply(namespace, "shop", course.spec()));
        await().atMost(Stage.LIMIT).until(() -> !operator.isAlive());
        int struck = (int) namespaces.stream().filter(KillIT::isHalfDone).count();

        stage.proxy.heal();
        operator.launch();
        operator.awaitReady();
        for (String namespace : namespaces) {
            stage.awaitReady(namespace, "shop");
            assertThat(stage.children(namespace, "shop").objects())
                    .as("-Dseed=%d, killed at write %d, which %s", seed, fatal, arrives ? "arrived" : "was lost")
                    .isEqualTo(course.end().objects());
        }
        return struck;
    }

    private static Fault killing(OperatorProcess operator, boolean arrives) {
        return exchange -> {
            if (arrives) {
                exchange.forward();
            }
            operator.kill();
            if (!arrives) {
                exchange.drop();
            }
        };
    }

    private static boolean isHalfDone(String namespace) {
        return !stage.log().requests(writesIn(namespace)).isEmpty()
                && stage.condition(namespace, "shop", Condition.Type.Ready)
                        .filter(ready -> ready.status() == Condition.Status.True)
                        .isEmpty();
    }

    private static Predicate<ApiRequest> writesIn(String namespace) {
        return request -> request.isWrite() && request.namespace().equals(namespace);
    }
}

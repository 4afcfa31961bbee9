package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.cluster.Fault;
import dev.promptlib.operator.cluster.OperatorProcess;
import dev.promptlib.operator.cluster.Rounds;
import dev.promptlib.operator.cluster.Seed;
import dev.promptlib.operator.cluster.TestRun;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The operator is killed in the middle of its work, again and again: what comes of it is the same as when it is not. A start takes
 * longer than the work, so each kill strikes several creations or updates at once, each as far as it happens to be; those are
 * counted that had begun and were not at their end.
 */
class KillIT extends OnStage {
    private static final int INTERRUPTIONS = Rounds.of(100);
    private static final int AT_ONCE = 24;
    private static final String CREATED = Specs.SMALL.replace("staging", "development");
    private static final String UPDATED =
            CREATED.replace("example/app:1.0", "example/app:2.0") + "cache: { persistence: { size: 1Gi } }\n";

    /** What an undisturbed run ends with, how many objects that are, and how much it writes on its way. */
    private record Course(String spec, Snapshot end, int objects, int writes) {}

    private SecretRecord secrets;
    private final long seed = Seed.of(KillIT.class);
    private final Random random = new Random(seed);

    @BeforeAll
    void record() {
        secrets = new SecretRecord(stage.client);
    }

    @AfterAll
    void endRecord() {
        secrets.close();
    }

    @Test
    void endsAsIfItHadNeverBeenKilled() {
        Course creation = undisturbed(CREATED);
        Course update = undisturbed(UPDATED);
        int passwords = Snapshot.passwords(stage.client, stage.namespace).size();

        int interruptions = 0;
        int resources = 1;
        while (interruptions < INTERRUPTIONS) {
            List<String> namespaces =
                    Stream.generate(stage::newNamespace).limit(AT_ONCE).toList();
            resources += namespaces.size();
            interruptions += interrupt(creation, namespaces);
            interruptions += interrupt(update, namespaces);
            namespaces.forEach(namespace -> stage.resource(namespace, "shop").delete());
        }
        secrets.assertNothingWasMadeTwice(passwords * resources);
    }

    private Course undisturbed(String spec) {
        stage.log().clear();
        stage.apply("shop", spec);
        stage.awaitReady("shop");
        stage.awaitNoMoreWrites();
        return new Course(
                spec,
                stage.children("shop"),
                objects(stage.namespace),
                stage.log().requests(Stage.writesIn(stage.namespace)).size());
    }

    /** Returns how many it struck in the middle. */
    private int interrupt(Course course, List<String> namespaces) {
        OperatorProcess operator = stage.operator();
        int fatal = 1 + random.nextInt(course.writes() * namespaces.size() * 9 / 10);
        boolean arrives = random.nextBoolean();
        stage.log().clear();
        stage.proxy.inject(
                killing(operator, arrives),
                r -> namespaces.stream().anyMatch(n -> Stage.writesIn(n).test(r)),
                fatal,
                1);
        namespaces.forEach(namespace -> stage.apply(namespace, "shop", course.spec()));
        // Several changes of a status may become one write, so it may be through before it dies.
        await().atMost(Stage.LIMIT)
                .until(() -> !operator.isAlive() || namespaces.stream().allMatch(this::isReady));
        operator.kill();
        int struck = (int) namespaces.stream()
                .filter(namespace -> hasBegun(namespace) && !isReady(namespace))
                .count();
        String how = "%s, killed at write %d, which %s, in the middle of %d"
                .formatted(Seed.told(seed), fatal, arrives ? "arrived" : "was lost", struck);
        TestRun.say(how);

        stage.proxy.heal();
        operator.launch();
        operator.awaitReady();
        namespaces.forEach(namespace -> stage.awaitReady(namespace, "shop"));
        stage.awaitNoMoreWrites();
        for (String namespace : namespaces) {
            assertThat(stage.children(namespace, "shop").objects())
                    .as(how)
                    .isEqualTo(course.end().objects());
            assertThat(objects(namespace)).as(how).isEqualTo(course.objects());
        }
        return struck;
    }

    private static Fault killing(OperatorProcess operator, boolean arrives) {
        return exchange -> {
            if (arrives) {
                exchange.forwardAndDropReply(operator::kill);
            } else {
                operator.kill();
                exchange.drop();
            }
        };
    }

    private boolean hasBegun(String namespace) {
        return !stage.log().requests(Stage.writesIn(namespace)).isEmpty();
    }

    private boolean isReady(String namespace) {
        return stage.condition(namespace, "shop", Condition.Type.Ready)
                .filter(ready -> ready.status() == Condition.Status.True)
                .isPresent();
    }

    private int objects(String namespace) {
        return Snapshot.versions(stage.client, namespace).size();
    }
}

package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.cluster.OperatorProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operator is killed in the middle of its work, again and again: what comes of it is the same as when it is not. */
class KillIT {
    private static final int KILLS = 20;
    private static final int AT_ONCE = 5;
    private static final String CREATED = Specs.SMALL.replace("staging", "development");
    private static final String UPDATED =
            CREATED.replace("example/app:1.0", "example/app:2.0") + "cache: { persistence: { size: 1Gi } }\n";

    private static Stage stage;
    private static SecretRecord secrets;

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
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Instant start = Instant.now();
        stage.apply("shop", CREATED);
        stage.awaitReady("shop");
        Duration usual = Duration.between(start, Instant.now());
        Snapshot created = stage.children("shop");
        stage.apply("shop", UPDATED);
        stage.awaitReady("shop");
        Snapshot updated = stage.children("shop");

        List<String> namespaces = List.of();
        for (int kill = 0; kill < KILLS; kill++) {
            boolean creates = kill % 2 == 0;
            namespaces = creates
                    ? IntStream.range(0, AT_ONCE)
                            .mapToObj(i -> stage.newNamespace())
                            .toList()
                    : namespaces;
            for (String namespace : namespaces) {
                stage.apply(namespace, "shop", creates ? CREATED : UPDATED);
            }
            // Not to wait for something: a kill comes at any time.
            LockSupport.parkNanos(random.nextLong(usual.toNanos()));
            OperatorProcess operator = stage.operator();
            operator.kill();
            operator.launch();
            operator.awaitReady();
            for (String namespace : namespaces) {
                stage.awaitReady(namespace, "shop");
                assertThat(stage.children(namespace, "shop").objects())
                        .as("kill %d with seed %d", kill, seed)
                        .isEqualTo((creates ? created : updated).objects());
            }
        }
        secrets.assertNothingWasMadeTwice(4 * AT_ONCE * KILLS / 2);
    }
}

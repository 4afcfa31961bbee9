package dev.promptlib.operator.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.BackupStatus;
import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.cli.Terminal;
import dev.promptlib.operator.cli.follow.Inventory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTreeTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @Test
    void showsConditionsPartsPodsAndVolumes() {
        assertThat(tree(false))
                .isEqualTo(
                        """
                        here/shop  Degraded  http://shop.example/
                        ├─ Ready            False    a pod is missing  Unavailable, 10m
                        ├─ component app    1/2 ready             shop:1
                        │  ├─ shop-app-1                                   Running              10m
                        │  └─ shop-app-2                                   Pending, not ready   5s     3 restarts
                        │     └─ ErrImagePull; check the image's name
                        ├─ database         Embedded, ready       postgres:17
                        ├─ backup           a1b2c3d4                           9h old
                        ├─ volume           shop-database                      2Gi
                        └─ ingress          shop                               shop.example""");
    }

    @Test
    void hasColoursOnATerminalOnly() {
        assertThat(tree(true)).contains("\u001b[31mErrImagePull");
        assertThat(tree(false)).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT119S, 119s", "PT2M, 2m", "PT119M, 119m", "PT2H, 2h", "PT47H, 47h", "P2D, 2d", "PT-5S, 0s"
    })
    void saysAgesInOneNumber(Duration age, String said) {
        assertThat(Age.of(age)).isEqualTo(said);
    }

    private static String tree(boolean colours) {
        StatusView view = new StatusView(
                "shop",
                "here",
                false,
                true,
                "Degraded",
                "http://shop.example/",
                List.of(Condition.of(
                        Condition.Type.Ready,
                        Condition.Status.False,
                        Reason.Unavailable,
                        "a pod is missing",
                        1,
                        NOW.minusSeconds(600))),
                List.of(
                        new StatusView.Part(
                                "component",
                                "app",
                                "1/2 ready",
                                false,
                                "shop:1",
                                List.of(
                                        new StatusView.PodView(
                                                "shop-app-1", "Running", true, 0, "2026-11-01T11:50:00Z", null),
                                        new StatusView.PodView(
                                                "shop-app-2",
                                                "Pending",
                                                false,
                                                3,
                                                "2026-11-01T11:59:55Z",
                                                "ErrImagePull; check the image's name"))),
                        new StatusView.Part("database", "database", "Embedded, ready", true, "postgres:17", List.of())),
                new BackupStatus(
                        new BackupStatus.Backed(
                                "a1b2c3d4", "2026-11-01T03:00:00Z", "schedule", 9L, 9L, 9L, 3L, 9L, "r"),
                        null,
                        null,
                        null),
                List.of(new StatusView.Volume("shop-database", "2Gi")),
                List.of(new Inventory.Entrance("shop", "shop.example", List.of())));
        Terminal terminal = new Terminal(new PrintWriter(new StringWriter()), colours, false, () -> 0);
        return new StatusTree(view, terminal, NOW).drawn();
    }
}

package dev.promptlib.operator.e2e;

import static dev.promptlib.operator.api.Condition.Status.True;
import static dev.promptlib.operator.api.Condition.Type.Ready;
import static dev.promptlib.operator.api.Condition.Type.Stalled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.PromptLibraryRestoreStatus;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Phase;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A database moves to a newer PostgreSQL because the spec says so: tried first, then done, and the old volume kept. */
class PostgresUpgradeE2E extends OnCluster {
    private static final String REQUEST = "shop-postgres-17";
    private static final String NEW_CLAIM = "shop-database-17";

    private Stack stack;
    private Vault vault;
    private String ofOld;

    @BeforeAll
    void start() {
        stack = Stack.create(client, namespace("upgrade"), yaml("upgrade")).awaitReady();
        vault = new Vault(client, stack);
        addPrompt("made by 15");
        ofOld = vault.backUp("old", false).snapshot();
    }

    private void addPrompt(String title) {
        try (App app = stack.app("app")) {
            app.add(title, stack.secret("secrets", "API_TOKEN"));
        }
    }

    private String prompts() {
        try (App app = stack.app("app")) {
            return app.get(App.PROMPTS).text();
        }
    }

    private String sql(String database, String query) {
        return stack.shell("database").run("psql -U postgres -d " + database + " -Atc \"" + query + "\"");
    }

    private int major() {
        return Integer.parseInt(sql("postgres", "show server_version_num")) / 10_000;
    }

    private List<String> claims() {
        return client
                .persistentVolumeClaims()
                .inNamespace(stack.namespace())
                .withLabel("app.kubernetes.io/component", "database")
                .list()
                .getItems()
                .stream()
                .map(claim -> claim.getMetadata().getName())
                .sorted()
                .toList();
    }

    @Test
    @Order(1)
    void stopsNobodyForWhatCannotBeDone() {
        assertThat(major()).isEqualTo(15);
        sql("postgres", "create database theirs");
        List<String> before = stack.uids("app");

        stack.set("/database/version", "17");

        assertThat(stack.await(Stalled, True, "UpgradeFailed"))
                .contains("databases that are in no backup: theirs", REQUEST, "or go back to version 15");
        assertThat(stack.uids("app")).as("the pods that ran before").isEqualTo(before);
        assertThat(major()).isEqualTo(15);
        assertThat(claims()).containsExactly("shop-database");
    }

    @Test
    @Order(2)
    void bringsAllOfItToTheNewerServer() {
        sql("postgres", "drop database theirs");
        sql("postgres", "create role analyst login password 'for-reports' in role pg_read_all_data");
        sql("postgres", "alter database app set statement_timeout = '77s'");
        sql("postgres", "alter database app set search_path = reports, public");
        sql("postgres", "alter role analyst in database app set search_path = books");
        sql("postgres", "grant connect on database app to analyst");
        String facts = "select sum(hashtext(p::text)) from prompt p";
        String before = sql("app", facts);

        vault.delete(REQUEST);
        killThePodOf(Step.Upgrading);
        PromptLibraryRestoreStatus status = vault.ended(REQUEST);

        assertThat(status.phase()).as(status.message()).isEqualTo(Phase.Complete);
        stack.awaitReady();
        assertThat(major()).isEqualTo(17);
        assertThat(sql("app", facts)).isEqualTo(before);
        assertThat(prompts()).contains("made by 15");
        addPrompt("made by 17");
        assertThat(sql("app", "show statement_timeout")).isEqualTo("77s");
        assertThat(sql("app", "show search_path")).isEqualTo("reports, public");
        assertThat(stack.shell("database")
                        .run("PGPASSWORD=for-reports psql -h 127.0.0.1 -U analyst -d app -Atc 'show search_path'"))
                .isEqualTo("books");
        assertThat(claims()).containsExactly("shop-database", NEW_CLAIM);
        assertThat(status.kept().volume()).isEqualTo("shop-database");
        System.out.println("PostgreSQL 15 to 17: " + status.steps());
    }

    /** The Job makes another, which begins anew. */
    private void killThePodOf(Step step) {
        await(step.name())
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> vault.isAsked(REQUEST)
                        && vault.status(REQUEST) != null
                        && vault.status(REQUEST).step() == step
                        && !stack.pods("restore").isEmpty());
        stack.pods("restore")
                .forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
    }

    @Test
    @Order(3)
    void backsUpAndRestoresOnTheNewVolume() {
        var backup = vault.backUp("new", true);
        assertThat(backup.verified()).as(backup.message()).isTrue();

        PromptLibraryRestoreStatus status = vault.restore("back-to-15s", vault.of(ofOld));

        assertThat(status.phase()).as(status.message()).isEqualTo(Phase.Complete);
        stack.awaitReady();
        assertThat(prompts()).contains("made by 15").doesNotContain("made by 17");
    }

    @Test
    @Order(4)
    void doesNotGoBackToAServerThatCannotOpenTheData() {
        List<String> before = stack.uids("database");
        stack.set("/database/version", "15");
        assertThat(stack.await(Stalled, True, "InvalidSpec")).contains("which 17 made: use version 17");
        assertThat(stack.uids("database")).isEqualTo(before);

        stack.set("/database/version", "17");
        stack.await(Ready, True);
    }
}

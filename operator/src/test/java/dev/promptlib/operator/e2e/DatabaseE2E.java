package dev.promptlib.operator.e2e;

import static dev.promptlib.operator.api.Condition.Status.False;
import static dev.promptlib.operator.api.Condition.Status.True;
import static dev.promptlib.operator.api.Condition.Type.DatabaseReady;
import static dev.promptlib.operator.api.Condition.Type.Ready;
import static dev.promptlib.operator.api.Condition.Type.Stalled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.PromptLibraryBackupStatus;
import dev.promptlib.operator.cluster.TestNamespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The embedded PostgreSQL with PgBouncer before it, as its application and its administrator meet it. */
class DatabaseE2E extends OnCluster {
    private TestNamespace namespace;
    private Stack stack;

    @BeforeAll
    void start() {
        namespace = namespace("database");
        stack = Stack.create(client, namespace, yaml("database")).awaitReady();
    }

    /** Asks as the administrator, over the socket of the pod. */
    private String sql(String database, String query) {
        return stack.shell("database").run("psql -U postgres -d " + database + " -Atc \"" + query + "\"");
    }

    @Test
    @Order(1)
    void givesTheApplicationNoMoreRightsThanItNeeds() {
        assertThat(sql(
                        "postgres",
                        "select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls from pg_roles"
                                + " where rolname = 'app'"))
                .isEqualTo("f|f|f|f|f");
        assertThat(sql("postgres", "select rolcanlogin, rolsuper from pg_roles where rolname = 'app_owner'"))
                .isEqualTo("f|f");
        assertThat(sql("app", "select distinct tableowner from pg_tables where schemaname = 'public'"))
                .as("who owns what the application has made")
                .isEqualTo("app_owner");
        assertThat(sql("postgres", "select has_database_privilege('public', 'app', 'connect')"))
                .isEqualTo("f");
    }

    @Test
    @Order(2)
    void hasTheExtensionsAndParametersOfTheSpec() {
        assertThat(sql("app", "select extname from pg_extension order by 1").lines())
                .contains("vector", "uuid-ossp");
        assertThat(sql("app", "show max_connections")).isEqualTo("60");
        assertThat(sql("app", "show log_min_duration_statement")).isEqualTo("250ms");
        assertThat(sql("app", "show data_checksums")).isEqualTo("on");
    }

    @Test
    @Order(3)
    void asksForPasswordsByScramAndRefusesWrongOnes() {
        assertThat(sql("postgres", "show password_encryption")).isEqualTo("scram-sha-256");
        assertThat(sql("postgres", "select count(*) from pg_authid where rolpassword not like 'SCRAM-SHA-256%'"))
                .isEqualTo("0");
        assertThat(sql(
                        "postgres",
                        "select count(*) from pg_hba_file_rules where type like 'host%' and auth_method <> 'scram-sha-256'"
                                + " and address not in ('127.0.0.1', '::1')"))
                .isEqualTo("0");
        PodShell bystander = Bystander.in(client, namespace.name()).shell();
        String right = stack.secret("database", "password");
        for (String host : new String[] {"shop-database", "shop-pooler"}) {
            String psql = " psql -h " + host + " -U app -d app -Atc 'select 41 + 1'";
            assertThat(bystander.run("PGPASSWORD=" + right + psql)).isEqualTo("42");
            PodShell.Outcome wrong = bystander.attempt("PGPASSWORD=wrong" + psql);
            assertThat(wrong.succeeded()).isFalse();
            assertThat(wrong.text()).contains("authentication failed");
        }
    }

    @Test
    @Order(4)
    void leadsTheApplicationThroughThePooler() {
        assertThat(stack.secret("connections", "DATABASE_URL")).contains("@shop-pooler:5432/app");
        assertThat(stack.secret("connections", "DATABASE_DIRECT_URL")).contains("@shop-database:5432/app");
        String pooler = stack.pods("pooler").get(0).getStatus().getPodIP();
        try (App app = stack.app("app")) {
            app.add("through the pooler", "");
        }
        assertThat(sql(
                        "postgres",
                        "select distinct host(client_addr) from pg_stat_activity where usename = 'app' and client_addr"
                                + " is not null"))
                .isEqualTo(pooler);
    }

    @Test
    @Order(5)
    void keepsItsDataWhenItsPodIsDeleted() {
        String id;
        try (App app = stack.app("app")) {
            id = app.add("survives", "");
        }
        stack.replacePods("database");
        await("the application")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> {
                    try (App app = stack.app("app")) {
                        return app.get(App.PROMPTS + "/" + id).text().contains("survives");
                    }
                });
    }

    @Test
    @Order(6)
    void raisesTheStorageOrSaysWhyItCannot() {
        stack.set("/database/storage", "{\"size\":\"2Gi\"}");
        String said = stack.await(Ready, False, "shop-database");
        assertThat(said).contains("ApplyRefused", "PersistentVolumeClaim");
        // local-path cannot grow volumes; neither can the request be taken back in the spec, but the pods go on.
        assertThat(isReady(stack.pods("database"), 1)).isTrue();
    }

    @Test
    @Order(7)
    void healsFromAParameterThatTheServerRefuses() {
        stack.set("/database/parameters/work_mem", "\"a lot\"");
        assertThat(stack.await(DatabaseReady, False, "PodFailing")).contains("work_mem");
        stack.remove("/database/parameters/work_mem");
        stack.await(DatabaseReady, True);
    }

    @Test
    @Order(8)
    void saysWhatTheServerRefusesAndHeals() {
        stack.set("/database/extensions/-", "\"no-such-extension\"");
        assertThat(stack.await(DatabaseReady, False, "SetupFailed")).contains("spec.database", "no-such-extension");
        stack.remove("/database/extensions/2");
        stack.await(DatabaseReady, True);
    }

    @Test
    @Order(9)
    void usesADatabaseThatExistsElsewhere() {
        TestNamespace other = namespace("external");
        Secret elsewhere = new SecretBuilder()
                .withNewMetadata()
                .withName("elsewhere")
                .withNamespace(other.name())
                .endMetadata()
                .addToStringData("url", "mysql://app@elsewhere/app")
                .build();
        client.resource(elsewhere).create();
        Stack tenant = Stack.create(client, other, yaml("external"));
        assertThat(tenant.await(Stalled, True, "InvalidConnection"))
                .contains("spec.database.external.secretRef", "does not begin with postgres");

        String url = stack.secret("connections", "DATABASE_DIRECT_URL")
                .replace("@shop-database:", "@shop-database." + namespace.name() + ".svc:");
        client.resource(elsewhere.edit().addToStringData("url", url).build()).patch();
        tenant.awaitReady();
        try (App here = stack.app("app");
                App there = tenant.app("app")) {
            String id = here.add("seen from both", "");
            assertThat(there.get(App.PROMPTS + "/" + id).text()).contains("seen from both");
        }
        // Those who own it and may use it are there, not where it is proved.
        PromptLibraryBackupStatus backup = new Vault(client, tenant).backUp("of-elsewhere", true);
        assertThat(backup.phase()).as(backup.message()).isEqualTo(PromptLibraryBackupStatus.Phase.Complete);
        assertThat(backup.verified()).isTrue();
    }
}

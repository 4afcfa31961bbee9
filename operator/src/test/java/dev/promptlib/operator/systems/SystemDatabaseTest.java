package dev.promptlib.operator.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.compose.Service;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say of databases, caches and backups. */
class SystemDatabaseTest {
    @ParameterizedTest
    @ValueSource(strings = {"guidelines", "promptlib", "cartrita", "nextjs", "memoai"})
    void hardensPostgresAsCartritaDoes(String system) throws IOException {
        Rendered rendered = Example.of(system).rendered();
        var security = rendered.pod("database").getSpec().getSecurityContext();
        assertThat(security.getRunAsUser()).isEqualTo(999);
        assertThat(security.getRunAsGroup()).isEqualTo(999);
        for (String scratch : List.of("/tmp", "/var/run/postgresql")) {
            assertThat(rendered.volume("database", scratch).getEmptyDir())
                    .as(scratch)
                    .isNotNull();
        }
        Service service = Example.of(system).composed().file().services().get("database");
        assertThat(service.program().user()).isEqualTo("999:999");
        assertThat(service.safety().securityOpt()).contains("no-new-privileges:true");
        assertThat(service.files().tmpfs()).anyMatch(t -> t.startsWith("/tmp"));
        assertThat(service.files().tmpfs()).anyMatch(t -> t.startsWith("/var/run/postgresql"));
    }

    @ParameterizedTest
    @CsvSource({
        "cartrita, cartrita, robbie, pgvector/pgvector:pg17, vector uuid-ossp",
        "promptlib, promptlib, app, postgres:17, ''",
        "nextjs, app, app, postgres:16, ''",
        "nextjs/test, test_db, test_user, postgres:16, ''",
        "memoai, memoai_prod, memoai, postgres:17, ''",
        "guidelines, app, app, postgres:17, pg_stat_statements"
    })
    void namesItsDatabaseAsTheDocumentDoes(String system, String database, String user, String image, String extensions)
            throws IOException {
        Rendered rendered = Example.of(system).rendered();
        assertThat(rendered.container("database").getImage()).isEqualTo(image);
        var spec = rendered.spec().database();
        assertThat(Optional.ofNullable(spec.name()).orElse("app")).isEqualTo(database);
        assertThat(Optional.ofNullable(spec.user()).orElse("app")).isEqualTo(user);
        assertThat(String.join(" ", Optional.ofNullable(spec.extensions()).orElse(List.of())))
                .isEqualTo(extensions);
    }

    @ParameterizedTest
    @CsvSource({
        "guidelines, s3:https://s3.eu-central-1.amazonaws.com/guidelines-backups/here/guidelines",
        "promptlib, ''",
        "cartrita, s3:https://s3.eu-central-1.amazonaws.com/your-backup-bucket/here/cartrita",
        "nextjs, ''",
        "memoai, s3:https://s3.eu-central-1.amazonaws.com/memoai-backups/here/memoai"
    })
    void backsUpEachNightAndProvesItOnSunday(String system, String offsite) throws IOException {
        Rendered rendered = Example.of(system).rendered();
        assertThat(rendered.only(CronJob.class, "backup").getSpec().getSchedule())
                .isEqualTo("0 3 * * *");
        CronJob verify = rendered.only(CronJob.class, "backup-verify");
        assertThat(verify.getSpec().getSchedule()).isEqualTo("0 4 * * 0");
        assertThat(verify.getSpec().getSuspend()).isFalse();
        Map<String, String> env = rendered.env("backup");
        assertThat(env)
                .containsEntry("KEEP_DAILY", "7")
                .containsEntry("KEEP_WEEKLY", "4")
                .containsEntry("KEEP_MONTHLY", "3");
        assertThat(env.getOrDefault("COPY_REPOSITORY", "")).isEqualTo(offsite);
        assertThat(rendered.only(PersistentVolumeClaim.class, "backup")).isNotNull();
    }

    @Test
    void keepsTheRedisOfTheGuidelinesWithinItsMemory() throws IOException {
        assertThat(Example.of("guidelines").rendered().container("cache").getArgs())
                .containsSequence(
                        "--maxmemory", String.valueOf(96L * 1024 * 1024), "--maxmemory-policy", "volatile-lru")
                .containsSequence("--appendonly", "yes");
    }

    @Test
    void watchesTheQueriesOfTheGuidelines() throws IOException {
        assertThat(Example.of("guidelines").rendered().container("database").getArgs())
                .contains("shared_preload_libraries=pg_stat_statements", "log_min_duration_statement=250");
    }

    @ParameterizedTest
    @CsvSource({"guidelines, 2, 20", "promptlib, 1, 20", "memoai, 2, 20"})
    void poolsConnections(String system, int pods, int connections) throws IOException {
        Rendered rendered = Example.of(system).rendered();
        assertThat(rendered.only(Deployment.class, "pooler").getSpec().getReplicas())
                .isEqualTo(pods);
        assertThat(rendered.env("pooler")).containsValue(String.valueOf(connections));
    }

    @Test
    void keepsThePromptlibsFourVolumes() throws IOException {
        Rendered rendered = Example.of("promptlib").rendered();
        assertThat(rendered.volume("app", "/app/data")
                        .getPersistentVolumeClaim()
                        .getClaimName())
                .isEqualTo("promptlib-app-data");
        assertThat(rendered.only(StatefulSet.class, "app").getSpec().getReplicas())
                .isEqualTo(1);
        assertThat(rendered.all(PersistentVolumeClaim.class)
                        .map(c -> c.getMetadata().getName()))
                .contains("promptlib-app-data", "promptlib-cache", "promptlib-database");
    }
}

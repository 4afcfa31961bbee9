package dev.promptlib.operator.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promptlib.operator.api.Profile;
import dev.promptlib.operator.cluster.Repository;
import dev.promptlib.operator.compose.Service;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say of databases, backups, networks, environments and configuration. */
class SystemPartsTest {

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

    @ParameterizedTest
    @CsvSource({
        // Who may reach a part, by the names of parts.
        "guidelines, database, backend backup database-setup pooler restore",
        "guidelines, cache, backend",
        "guidelines, pooler, backend",
        "promptlib, cache, app",
        "cartrita, database, backend backup database-setup restore",
        "cartrita, cache, backend",
        "memoai, pooler, backend",
        "nextjs, cache, app"
    })
    void letsOnlyThoseInThatNeedIt(String system, String part, String clients) throws IOException {
        Rendered rendered = Example.of(system).rendered();
        Set<String> let = rendered.only(NetworkPolicy.class, part).getSpec().getIngress().stream()
                .flatMap(rule -> rule.getFrom().stream())
                .map(peer -> peer.getPodSelector().getMatchLabels().get("app.kubernetes.io/component"))
                .collect(Collectors.toSet());
        assertThat(let).containsExactlyInAnyOrder(clients.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "cartrita, backend, 443",
        "cartrita, database, ''",
        "cartrita, cache, ''",
        "memoai, backend, 443",
        "nextjs/tunnel, cloudflared, 443 7844"
    })
    void letsNobodyOutButToWhatItCalls(String system, String part, String ports) throws IOException {
        Rendered rendered = Example.of(system).rendered();
        Set<String> open = rendered.only(NetworkPolicy.class, part).getSpec().getEgress().stream()
                .filter(rule -> rule.getTo().isEmpty())
                .flatMap(rule -> rule.getPorts().stream())
                .map(NetworkPolicyPort::getPort)
                .map(port -> String.valueOf(port.getIntVal()))
                .filter(port -> !port.equals("53"))
                .collect(Collectors.toSet());
        assertThat(open).isEqualTo(ports.isEmpty() ? Set.of() : Set.of(ports.split(" ")));
        assertThat(rendered.all(NetworkPolicy.class).map(p -> p.getMetadata().getName()))
                .contains(rendered.name() + "-deny-all");
    }

    @Test
    void keepsCartritasInternalNetworkInternalWithDocker() throws IOException {
        var file = Example.of("cartrita").composed().file();
        assertThat(file.networks().get("database").internal()).isTrue();
        assertThat(file.networks().get("cache").internal()).isTrue();
        assertThat(file.networks().get("outside").internal()).isNull();
        assertThat(file.services().get("database").reach().networks()).containsOnlyKeys("database");
        assertThat(file.services().get("cache").reach().networks()).containsOnlyKeys("cache");
        assertThat(file.services().get("frontend").reach().networks()).doesNotContainKeys("database", "cache");
    }

    @Test
    void keepsTheRedisOfTheGuidelinesWithinItsMemory() throws IOException {
        assertThat(Example.of("guidelines").rendered().container("cache").getArgs())
                .containsSequence(
                        "--maxmemory", String.valueOf(96L * 1024 * 1024), "--maxmemory-policy", "volatile-lru")
                .containsSequence("--appendonly", "yes");
    }

    @Test
    void givesTheNextAppAMinuteToStart() throws IOException {
        var start = Example.of("nextjs").rendered().container("app").getStartupProbe();
        assertThat(start.getPeriodSeconds() * start.getFailureThreshold()).isEqualTo(60);
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

    @ParameterizedTest
    @CsvSource({"cartrita, backend, 2, 6, 80", "memoai, backend, 2, 6, 80"})
    void scalesByLoad(String system, String part, int min, int max, int cpu) throws IOException {
        var spec = Example.of(system)
                .rendered()
                .only(HorizontalPodAutoscaler.class, part)
                .getSpec();
        assertThat(spec.getMinReplicas()).isEqualTo(min);
        assertThat(spec.getMaxReplicas()).isEqualTo(max);
        assertThat(spec.getMetrics()).anySatisfy(metric -> {
            assertThat(metric.getResource().getName()).isEqualTo("cpu");
            assertThat(metric.getResource().getTarget().getAverageUtilization()).isEqualTo(cpu);
        });
    }

    @Test
    void updatesOnePodAfterTheOther() throws IOException {
        var strategy = Example.of("interface")
                .rendered()
                .only(Deployment.class, "backend")
                .getSpec()
                .getStrategy();
        assertThat(strategy.getRollingUpdate().getMaxUnavailable().getIntVal()).isZero();
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

    @Test
    void hasThePromptlibsFourComposeVariants() throws IOException {
        Example app = Example.of("promptlib");
        assertThat(app.composed().file().services()).containsKeys("app", "database", "cache", "proxy");
        assertThat(Example.of("interface").composed().file().services()).containsKeys("backend", "frontend");
        assertThat(app.composed(Optional.of(Profile.development), false).file().services())
                .containsKey("mail")
                .allSatisfy((name, service) -> assertThat(service.reach().ports())
                        .allMatch(port -> name.equals("proxy") || port.startsWith("127.0.0.1:")));
        assertThat(app.composed(Optional.of(Profile.production), true)
                        .file()
                        .services()
                        .get("app"))
                .satisfies(service -> {
                    assertThat(service.program().environment())
                            .containsEntry("JWT_SECRET_FILE", "/run/secrets/promptlib/JWT_SECRET")
                            .doesNotContainKey("JWT_SECRET");
                    assertThat(service.program().user()).isEqualTo("1001:1001");
                    assertThat(service.safety().readOnly()).isTrue();
                    assertThat(service.healthcheck().test()).anyMatch(word -> word.contains("/api/system/health"));
                });
    }

    @ParameterizedTest
    @CsvSource({"proxy, 256M", "tunnel, 128M", "database, 512M", "cache, 256M", "app, 1024M"})
    void limitsWhatDockerRunsOfTheNextStack(String service, String memory) throws IOException {
        Service composed = Example.of("nextjs").composed().file().services().get(service);
        assertThat(composed.deploy().resources().limits().memory()).isEqualTo(memory);
        assertThat(composed.logging().options())
                .containsEntry("max-size", "10m")
                .containsEntry("max-file", "3")
                .containsEntry("compress", "true");
    }

    @Test
    void opensNoPortForATunnel() throws IOException {
        Rendered rendered = new Example("systems/nextjs/tunnel").rendered();
        assertThat(rendered.all(Ingress.class)).isEmpty();
        assertThat(rendered.container("cloudflared")
                        .getEnvFrom()
                        .get(0)
                        .getSecretRef()
                        .getName())
                .isEqualTo("tunnel");
        assertThat(Example.of("nextjs")
                        .composed()
                        .file()
                        .services()
                        .get("tunnel")
                        .profiles())
                .containsExactly("tunnel");
    }

    @Test
    void limitsTheRateAtTheDoor() throws IOException {
        String limit = "nginx.ingress.kubernetes.io/limit-rpm";
        assertThat(Example.of("nextjs")
                        .rendered()
                        .only(Ingress.class, "")
                        .getMetadata()
                        .getAnnotations())
                .containsEntry(limit, "100");
        assertThat(Example.of("memoai")
                        .rendered()
                        .only(Ingress.class, "")
                        .getMetadata()
                        .getAnnotations())
                .containsEntry(limit, "60");
    }

    @ParameterizedTest
    @CsvSource({
        // environment, profile, pods of the first component, backups, policies
        "systems/nextjs/dev, development, 1, false, false",
        "systems/nextjs/test, development, 1, false, false",
        "systems/nextjs/base, production, 2, true, true",
        "systems/memo-ai-coach/development, development, 1, false, false",
        "systems/memo-ai-coach/staging, staging, 1, true, true",
        "gitops/kustomize/overlays/dev, development, 1, false, false",
        "gitops/kustomize/overlays/test, staging, 1, true, true",
        "gitops/kustomize/overlays/prod, production, 3, true, true"
    })
    void differsByEnvironment(String path, Profile profile, int pods, boolean backups, boolean policies)
            throws IOException {
        Rendered rendered = new Example(path).rendered();
        assertThat(rendered.spec().profile()).isEqualTo(profile);
        String first =
                rendered.name() + "-" + rendered.spec().components().get(0).name();
        assertThat(rendered.objects())
                .filteredOn(o -> o.getMetadata().getName().equals(first))
                .anySatisfy(o -> assertThat(
                                o instanceof Deployment d
                                        ? d.getSpec().getReplicas()
                                        : o instanceof StatefulSet s
                                                ? s.getSpec().getReplicas()
                                                : null)
                        .isEqualTo(pods));
        assertThat(rendered.all(CronJob.class).findAny().isPresent()).isEqualTo(backups);
        assertThat(rendered.all(NetworkPolicy.class).findAny().isPresent()).isEqualTo(policies);
    }

    @ParameterizedTest
    @CsvSource({
        "systems/memo-ai-coach/development, memoai_dev, false, true, false, debug",
        "systems/memo-ai-coach/staging, memoai_staging, true, false, true, info",
        "systems/memo-ai-coach/base, memoai_prod, true, false, true, warn"
    })
    void setsTheEnvironmentsOfMemoAiCoach(
            String path, String database, String auth, String debug, String https, String level) throws IOException {
        Example example = new Example(path);
        assertThat(example.rendered().spec().database().name()).isEqualTo(database);
        ConfigMap environment = Kustomized.documents(example.yaml()).stream()
                .filter(object -> object.get("kind").asText().equals("ConfigMap"))
                .map(object -> new YAMLMapper().convertValue(object, ConfigMap.class))
                .findFirst()
                .orElseThrow();
        assertThat(environment.getData())
                .containsEntry("AUTH_ENABLED", auth)
                .containsEntry("DEBUG_MODE", debug)
                .containsEntry("HTTPS_ONLY", https)
                .containsEntry("SECURE_COOKIES", https)
                .containsEntry("LOG_LEVEL", level);
    }

    @Test
    void mountsTheNineFilesOfMemoAiCoach() throws IOException {
        Rendered rendered = Example.of("memoai").rendered();
        assertThat(rendered.files("backend", "/app/config"))
                .containsExactlyInAnyOrder(
                        "auth.yaml",
                        "security.yaml",
                        "frontend.yaml",
                        "backend.yaml",
                        "database.yaml",
                        "llm.yaml",
                        "logging.yaml",
                        "monitoring.yaml",
                        "performance.yaml");
        assertThat(rendered.container("backend").getVolumeMounts())
                .filteredOn(mount -> mount.getMountPath().equals("/app/config"))
                .allMatch(mount -> mount.getReadOnly());
        assertThat(rendered.spec().components().get(0).config())
                .allSatisfy(config -> assertThat(config.reload().name()).isEqualTo("Live"));
        for (var file :
                rendered.spec().components().get(0).config().get(0).files().entrySet()) {
            assertThat(new YAMLMapper().readTree(file.getValue()).properties())
                    .as(file.getKey())
                    .isNotEmpty();
        }
        assertThat(rendered.files("backend", "/app/content")).containsExactly("app.yaml");
    }

    @Test
    void backsUpTheConfigurationOfMemoAiCoach() throws IOException {
        Rendered rendered = Example.of("memoai").rendered();
        assertThat(rendered.env("backup").get("STORAGE")).contains("backend");
        assertThat(rendered.files("backup", "/configuration"))
                .contains(
                        "promptlibrary.yaml",
                        "config/backend/config/auth.yaml",
                        "config/backend/config/llm.yaml",
                        "secrets/memoai-secrets/JWT_SECRET_KEY",
                        "secrets/memoai-secrets/ADMIN_PASSWORD");
    }

    @Test
    void alertsAtTheThresholdsOfMonitoringYaml() throws IOException {
        JsonNode rules = new YAMLMapper()
                .readTree(Repository.file("examples/systems/memo-ai-coach/alerts.yaml")
                        .toFile())
                .at("/spec/groups/0/rules");
        JsonNode thresholds = monitoring().at("/monitoring/performance");
        Map<String, String> ends = Map.of(
                "MemoaiErrorRate", "> " + thresholds.get("error_rate_threshold").asText(),
                "MemoaiSlow", "> " + thresholds.get("response_time_threshold").asInt() / 1000,
                "MemoaiCpu", "> " + thresholds.get("cpu_threshold").asText(),
                "MemoaiMemory", "> " + thresholds.get("memory_threshold").asText(),
                "MemoaiDisk", "> " + thresholds.get("disk_threshold").asText());
        ends.forEach((alert, end) -> assertThat(rules)
                .as(alert)
                .filteredOn(rule -> rule.get("alert").asText().equals(alert))
                .singleElement()
                .satisfies(rule -> assertThat(rule.get("expr").asText()).endsWith(end)));
    }

    private static JsonNode monitoring() throws IOException {
        return new YAMLMapper()
                .readTree(Example.of("memoai")
                        .rendered()
                        .spec()
                        .components()
                        .get(0)
                        .config()
                        .get(0)
                        .files()
                        .get("monitoring.yaml"));
    }
}

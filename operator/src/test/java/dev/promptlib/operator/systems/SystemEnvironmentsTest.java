package dev.promptlib.operator.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promptlib.operator.api.Profile;
import dev.promptlib.operator.compose.Service;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documents say of environments, compose files, scaling and updates. */
class SystemEnvironmentsTest {
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

    @Test
    void catchesTheMailOfTheNextStackInDevelopment() throws IOException {
        Example dev = new Example("systems/nextjs/dev");
        var ports = dev.rendered()
                .only(io.fabric8.kubernetes.api.model.Service.class, "mail")
                .getSpec()
                .getPorts();
        assertThat(ports).extracting(ServicePort::getName).containsExactly("http", "smtp");
        assertThat(ports).extracting(ServicePort::getPort).containsExactly(8025, 1025);
        assertThat(dev.rendered().container("app").getEnv())
                .contains(new EnvVar("SMTP_HOST", "myapp-mail", null), new EnvVar("SMTP_PORT", "1025", null));
        Service mail = dev.composed().file().services().get("mail");
        assertThat(mail.reach().expose()).containsExactly("8025", "1025");
        assertThat(mail.reach().ports()).anyMatch(port -> port.endsWith(":8025"));
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
    void givesTheNextAppAMinuteToStart() throws IOException {
        var start = Example.of("nextjs").rendered().container("app").getStartupProbe();
        assertThat(start.getPeriodSeconds() * start.getFailureThreshold()).isEqualTo(60);
    }
}

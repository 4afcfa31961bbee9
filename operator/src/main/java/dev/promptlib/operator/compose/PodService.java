package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.Need;
import dev.promptlib.operator.compose.Service.Condition;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says as a service what Kubernetes would run as a pod. */
final class PodService {
    private static final List<String> POOLER_START =
            List.of("sh", "-c", "exec /entrypoint.sh /usr/bin/pgbouncer /etc/pgbouncer/pgbouncer.ini");

    private final Input input;
    private final Networks networks;
    private final Secrets secrets;
    private final Map<String, Map<String, String>> configMaps;

    PodService(Input input, Networks networks, Secrets secrets, Map<String, Map<String, String>> configMaps) {
        this.input = input;
        this.networks = networks;
        this.secrets = secrets;
        this.configMaps = configMaps;
    }

    StackPart of(Pod pod) {
        Container container = pod.container();
        Variables variables = new Variables(pod, secrets, input.references());
        Mounts mounts = new Mounts(pod, input.owner(), secrets, configMaps);
        mounts.add(variables.files());
        Service.HealthCheck health =
                HealthChecks.of(container, variables.files().keySet());
        Service.Files files = mounts.files();
        if (Tools.usedBy(health)) {
            files.volumes().add(Tools.mount());
        }
        boolean waits = Tools.usedBy(health)
                || !mounts.prepared().isEmpty()
                || !mounts.owned().isEmpty();
        Service service = new Service(
                container.getImage(),
                List.of(),
                program(pod, variables),
                reach(pod),
                files,
                dependsOn(pod, waits),
                health,
                safety(container.getSecurityContext()),
                new Service.Deploy(pod.replicas() == 1 ? null : pod.replicas(), Limits.of(container.getResources())),
                Map.of(),
                Service.Logging.ROTATED);
        return new StackPart(pod.name(), service, mounts.prepared(), mounts.owned(), variables.fromDotEnv());
    }

    private static Service.Program program(Pod pod, Variables variables) {
        Container container = pod.container();
        Map<String, String> environment = new LinkedHashMap<>(variables.environment());
        List<String> entrypoint = variables.expansion().of(container.getCommand());
        if (pod.name().equals(Pod.DATABASE)) {
            variables.files().keySet().forEach(name -> environment.put(name + "_FILE", SecretFiles.path(name)));
        } else if (!variables.files().isEmpty()) {
            List<String> start = pod.name().equals(Pod.POOLER) ? POOLER_START : container.getCommand();
            entrypoint = Literal.of(SecretFiles.readIn(start, variables.files().keySet()));
        }
        return new Service.Program(
                pod.user().orElse(null),
                entrypoint,
                variables.expansion().of(container.getArgs()),
                environment,
                pod.once() ? Service.Program.ONCE : Service.Program.ALWAYS,
                pod.spec().getTerminationGracePeriodSeconds() == null
                        ? null
                        : pod.spec().getTerminationGracePeriodSeconds() + "s");
    }

    private Service.Reach reach(Pod pod) {
        List<String> ports = pod.container().getPorts().stream()
                .map(port -> port.getContainerPort().toString())
                .toList();
        return new Service.Reach(List.of(), ports, null, networks.of(pod));
    }

    private Map<String, Condition> dependsOn(Pod pod, boolean waits) {
        Map<String, Condition> dependsOn = new LinkedHashMap<>();
        if (waits) {
            dependsOn.put(Preparation.NAME, Condition.service_completed_successfully);
        }
        boolean afterDatabase =
                pod.name().equals(Pod.DATABASE_SETUP) || pod.name().equals(Pod.POOLER);
        boolean givenDatabase =
                pod.component().filter(c -> input.gives(c, Need.database)).isPresent();
        boolean givenCache =
                pod.component().filter(c -> input.gives(c, Need.cache)).isPresent();
        if (input.embedsDatabase() && (afterDatabase || givenDatabase)) {
            dependsOn.put(Pod.DATABASE, Condition.service_healthy);
        }
        if (input.embedsDatabase() && givenDatabase) {
            dependsOn.put(Pod.DATABASE_SETUP, Condition.service_completed_successfully);
            if (input.spec().database().pooler() != null) {
                dependsOn.put(Pod.POOLER, Condition.service_healthy);
            }
        }
        if (input.embedsCache() && givenCache) {
            dependsOn.put(Pod.CACHE, Condition.service_healthy);
        }
        return dependsOn;
    }

    private static Service.Safety safety(SecurityContext security) {
        return new Service.Safety(
                security.getReadOnlyRootFilesystem(),
                security.getCapabilities().getDrop(),
                List.of(),
                security.getAllowPrivilegeEscalation() ? List.of() : List.of("no-new-privileges:true"),
                null,
                null);
    }
}

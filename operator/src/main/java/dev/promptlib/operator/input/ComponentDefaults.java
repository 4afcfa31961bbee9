package dev.promptlib.operator.input;

import dev.promptlib.operator.api.Autoscaling;
import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.ConfigMount;
import dev.promptlib.operator.api.Health;
import dev.promptlib.operator.api.Migration;
import dev.promptlib.operator.api.Need;
import dev.promptlib.operator.api.PodSettings;
import dev.promptlib.operator.api.Profile;
import dev.promptlib.operator.api.SecretsAs;
import dev.promptlib.operator.api.Storage;
import java.util.List;

/** Fills in what a component leaves out. */
final class ComponentDefaults {
    private ComponentDefaults() {}

    static Component of(Component given, Profile profile, int replicas) {
        List<Storage> storage = or(given.storage(), List.<Storage>of()).stream()
                .map(s -> new Storage(
                        s.name(),
                        s.mountPath(),
                        s.size(),
                        s.storageClassName(),
                        or(s.accessMode(), Storage.AccessMode.ReadWriteOnce)))
                .toList();
        boolean single = storage.stream().anyMatch(s -> s.accessMode() == Storage.AccessMode.ReadWriteOnce);
        return new Component(
                given.name(),
                given.image(),
                or(given.imagePullSecrets(), List.of()),
                or(given.command(), List.of()),
                or(given.args(), List.of()),
                given.port(),
                or(given.ports(), List.of()),
                or(given.replicas(), single ? Integer.valueOf(Math.min(1, replicas)) : Integer.valueOf(replicas)),
                or(given.env(), List.of()),
                or(given.envFrom(), List.of()),
                or(given.resources(), ResourceDefaults.component(given.name(), profile)),
                health(given.health()),
                migration(given.migration()),
                autoscaling(given.autoscaling()),
                or(given.config(), List.<ConfigMount>of()).stream()
                        .map(c -> new ConfigMount(
                                c.name(),
                                c.mountPath(),
                                c.files(),
                                c.configMapRef(),
                                or(c.reload(), ConfigMount.Reload.Restart)))
                        .toList(),
                storage,
                or(given.writablePaths(), List.of()),
                or(given.needs(), List.of(Need.values())),
                or(given.secretsAs(), SecretsAs.Env),
                or(given.terminationGraceSeconds(), 30),
                or(given.pod(), new PodSettings(null, null, null, null, null, null, null, null, null, null)));
    }

    private static Health health(Health given) {
        Health health = or(given, new Health(null, null, null, null, null, null));
        return new Health(
                or(health.path(), "/"),
                health.livenessPath(),
                or(health.startupSeconds(), 60),
                health.periodSeconds(),
                health.timeoutSeconds(),
                health.failures());
    }

    private static Migration migration(Migration given) {
        return given == null
                ? null
                : new Migration(
                        given.command(),
                        or(given.args(), List.of()),
                        or(given.deadlineSeconds(), 600),
                        or(given.attempts(), 1));
    }

    private static Autoscaling autoscaling(Autoscaling given) {
        if (given == null) {
            return null;
        }
        boolean noTarget = given.cpu() == null && given.memory() == null;
        return new Autoscaling(
                or(given.min(), 2), given.max(), noTarget ? Integer.valueOf(80) : given.cpu(), given.memory());
    }

    private static <T> T or(T given, T otherwise) {
        return Defaults.or(given, otherwise);
    }
}

package dev.promptlib.operator.input;

import dev.promptlib.operator.api.BackupRepository;
import dev.promptlib.operator.api.External;
import dev.promptlib.operator.api.KeyRef;
import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.api.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Checks the Secrets that a stack as a whole refers to. */
final class Connected {
    private Connected() {}

    static void check(PromptLibrarySpec spec, References references, List<Problem> problems) {
        if (spec.database().external() != null) {
            url(
                    "spec.database.external.secretRef",
                    spec.database().external(),
                    references,
                    problems,
                    ConnectionUrl::postgres);
        }
        if (spec.cache().external() != null) {
            url("spec.cache.external.secretRef", spec.cache().external(), references, problems, ConnectionUrl::redis);
        }
        if (spec.backup().enabled()) {
            repository(spec.backup().repository(), references, problems);
        }
        for (int i = 0; i < spec.secrets().from().size(); i++) {
            String name = spec.secrets().from().get(i).name();
            if (references.secret(name).isEmpty()) {
                problems.add(secretMissing("spec.secrets.from[" + i + "].name", name));
            }
        }
    }

    private static void repository(BackupRepository repository, References references, List<Problem> problems) {
        String path = "spec.backup.repository";
        if (repository.passwordRef() != null) {
            key(path + ".passwordRef", repository.passwordRef(), references, problems);
        }
        if (repository.s3() != null) {
            String secret = repository.s3().credentialsRef().name();
            for (String key : List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")) {
                key(path + ".s3.credentialsRef", new KeyRef(secret, key), references, problems);
            }
            if (repository.s3().caRef() != null) {
                key(path + ".s3.caRef", repository.s3().caRef(), references, problems);
            }
        }
    }

    private static void key(String path, KeyRef ref, References references, List<Problem> problems) {
        Optional<Map<String, String>> secret = references.secret(ref.name());
        if (secret.isEmpty()) {
            problems.add(secretMissing(path + ".name", ref.name()));
        } else if (!secret.get().containsKey(ref.key())) {
            problems.add(keyMissing(path, ref.name(), ref.key(), secret.get().keySet()));
        }
    }

    private static void url(
            String path,
            External external,
            References references,
            List<Problem> problems,
            Function<String, ConnectionUrl> parser) {
        External.KeyRef ref = external.secretRef();
        String key = ref.key() == null ? "url" : ref.key();
        Optional<Map<String, String>> secret = references.secret(ref.name());
        if (secret.isEmpty()) {
            problems.add(secretMissing(path + ".name", ref.name()));
        } else if (!secret.get().containsKey(key)) {
            problems.add(keyMissing(path + ".key", ref.name(), key, secret.get().keySet()));
        } else {
            try {
                parser.apply(secret.get().get(key));
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(
                        path + ".key",
                        Reason.InvalidConnection,
                        "the connection URL under key " + key + " of Secret " + ref.name() + " cannot be used: "
                                + e.getMessage()));
            }
        }
    }

    static Problem secretMissing(String path, String name) {
        return new Problem(
                path,
                Reason.SecretMissing,
                "there is no Secret " + name + " in this namespace: create it, or correct the name");
    }

    static Problem configMapMissing(String path, String name) {
        return new Problem(
                path,
                Reason.ConfigMapMissing,
                "there is no ConfigMap " + name + " in this namespace: create it, or correct the name");
    }

    static Problem keyMissing(String path, String name, String key, Set<String> keys) {
        return new Problem(
                path,
                Reason.SecretMissing,
                "Secret " + name + " has no key " + key + " (it has " + String.join(", ", new TreeSet<>(keys))
                        + "): add the key, or correct its name");
    }
}

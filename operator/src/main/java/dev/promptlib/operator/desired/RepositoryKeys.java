package dev.promptlib.operator.desired;

import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the repository opens with. The password of the Secret opens it at every moment: another one takes its place only after it
 * was let in, and the earlier one is still there when it goes.
 */
public final class RepositoryKeys {
    /** In the Secret: what is to be let in. */
    public static final String COMING = "coming-password";

    /** In the Secret: what is to be let in no more. */
    public static final String GOING = "going-password";

    private static final String DIRECTORY = "/secrets/keys/";

    private RepositoryKeys() {}

    /** Whether something is to be let in, or no more. */
    static boolean change(Input input) {
        Map<String, String> values = input.credentials().backup();
        return input.backsUp() && (values.containsKey(COMING) || values.containsKey(GOING));
    }

    /** The Job that sees to it, as long as there is something to do. */
    public static Optional<Job> job(Input input) {
        return change(input) ? Optional.of(of(input)) : Optional.empty();
    }

    private static Job of(Input input) {
        Owner owner = input.owner();
        Map<String, String> values = input.credentials().backup();
        List<EnvVar> env = new ArrayList<>();
        if (values.containsKey(COMING)) {
            env.add(Env.value("COMING", DIRECTORY + COMING));
        }
        if (values.containsKey(GOING)) {
            env.add(Env.value("GOING", DIRECTORY + GOING));
        }
        var template = new BackupPod(input, Part.BACKUP_KEYS)
                .main(
                        "keys.sh",
                        env,
                        List.of(Volumes.readOnly("keys", "/secrets/keys")),
                        List.of(Volumes.secret("keys", Names.backup(owner))))
                .template();
        return SetupJob.of(owner, Part.BACKUP_KEYS, Names.backupKeys(owner), template, values);
    }
}

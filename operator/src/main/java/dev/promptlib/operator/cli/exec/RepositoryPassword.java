package dev.promptlib.operator.cli.exec;

import dev.promptlib.operator.api.Backup;
import dev.promptlib.operator.api.BackupRepository;
import dev.promptlib.operator.api.KeyRef;
import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Target;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/** What the backups' repository opens with. */
public record RepositoryPassword(Target target) {

    /** As the Secret has it. */
    public String text() {
        KeyRef ref = Optional.ofNullable(target.library().getSpec().backup())
                .map(Backup::repository)
                .map(BackupRepository::passwordRef)
                .orElseGet(() -> new KeyRef(Names.backup(Owner.of(target.library())), Credentials.PASSWORD));
        Secret secret = target.client()
                .secrets()
                .inNamespace(target.namespace())
                .withName(ref.name())
                .get();
        String password =
                SecretData.decoded(secret == null ? null : secret.getData()).get(ref.key());
        if (password == null) {
            throw Failure.of(
                    "there is no key " + ref.key() + " in the Secret " + target.namespace() + "/" + ref.name(),
                    "promptlib status shows whether " + target.name() + " has backups");
        }
        return password;
    }
}

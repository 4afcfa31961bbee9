package dev.promptlib.operator.cli.doctor;

import dev.promptlib.operator.api.Condition;
import java.util.stream.Stream;

/** What nobody notices before a backup is needed: the stack is ready without. */
final class BackupTroubles {
    private BackupTroubles() {}

    static Stream<Advice> failed(Scene scene) {
        return not(
                scene,
                Condition.Type.BackupSucceeded,
                "backup-failed",
                "mend what the message names, then promptlib backup; docs/backup.md");
    }

    static Stream<Advice> unproved(Scene scene) {
        return not(
                scene,
                Condition.Type.BackupVerified,
                "backup-not-verified",
                "promptlib backup --verify at once, then look after the repository's storage; docs/backup.md");
    }

    private static Stream<Advice> not(Scene scene, Condition.Type type, String trouble, String next) {
        return scene
                .condition(type)
                .filter(condition -> condition.status() == Condition.Status.False)
                .map(condition -> new Advice(trouble, condition.reason() + ": " + condition.message(), next))
                .stream();
    }
}

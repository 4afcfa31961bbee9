package dev.promptlib.operator.e2e;

import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.PromptLibraryBackup;
import dev.promptlib.operator.api.PromptLibraryBackupSpec;
import dev.promptlib.operator.api.PromptLibraryBackupStatus;
import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.api.PromptLibraryRestoreSpec;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/** The backups of a stack, as a person asks for them and for their return. */
record Vault(KubernetesClient client, Stack stack) {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Asks for a backup and waits for the end of it. */
    PromptLibraryBackupStatus backUp(String name, boolean verify) {
        askForBackup(name, verify);
        return backedUp(name);
    }

    void askForBackup(String name, boolean verify) {
        var request = new PromptLibraryBackup();
        request.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(stack.namespace())
                .build());
        request.setSpec(new PromptLibraryBackupSpec(stack.name(), verify, null));
        client.resource(request).create();
    }

    PromptLibraryBackupStatus backupStatus(String name) {
        return client.resources(PromptLibraryBackup.class)
                .inNamespace(stack.namespace())
                .withName(name)
                .get()
                .getStatus();
    }

    PromptLibraryBackupStatus backedUp(String name) {
        return await("backup " + name)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> backupStatus(name), status -> status != null && status.ended());
    }

    void ask(String name, PromptLibraryRestoreSpec spec) {
        var request = new PromptLibraryRestore();
        request.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(stack.namespace())
                .build());
        request.setSpec(spec);
        client.resource(request).create();
    }

    void delete(String name) {
        client.resources(PromptLibraryRestore.class)
                .inNamespace(stack.namespace())
                .withName(name)
                .delete();
    }

    boolean isAsked(String name) {
        return client.resources(PromptLibraryRestore.class)
                        .inNamespace(stack.namespace())
                        .withName(name)
                        .get()
                != null;
    }

    PromptLibraryRestoreStatus status(String name) {
        return client.resources(PromptLibraryRestore.class)
                .inNamespace(stack.namespace())
                .withName(name)
                .get()
                .getStatus();
    }

    PromptLibraryRestoreStatus ended(String name) {
        return await("restore " + name)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> status(name), status -> status != null && status.ended());
    }

    PromptLibraryRestoreStatus restore(String name, PromptLibraryRestoreSpec spec) {
        ask(name, spec);
        return ended(name);
    }

    PromptLibraryRestoreSpec of(String snapshot) {
        return new PromptLibraryRestoreSpec(stack.name(), snapshot, null, null, null, null, null, null, null, null);
    }

    PromptLibraryRestoreSpec undoOf(String restore) {
        return new PromptLibraryRestoreSpec(stack.name(), null, null, restore, null, null, null, false, null, null);
    }

    /** As `kubectl create job --from=cronjob/...` does. */
    Job runNow(String cronJob, String name) {
        return client.resource(job(cronJob, name)).create();
    }

    Job job(String cronJob, String name) {
        var template = client.batch()
                .v1()
                .cronjobs()
                .inNamespace(stack.namespace())
                .withName(cronJob)
                .get();
        return new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(stack.namespace())
                .withLabels(template.getSpec().getJobTemplate().getMetadata().getLabels())
                .endMetadata()
                .withSpec(template.getSpec().getJobTemplate().getSpec())
                .build();
    }
}

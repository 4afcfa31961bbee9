package dev.promptlib.operator.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A pod as a CronJob of the backups would start it, which waits to be told what to run instead of running it. */
record Workbench(PodShell shell) {
    private static final String WAIT = "trap 'exit 0' TERM; while :; do sleep 1; done";

    static Workbench like(KubernetesClient client, Stack stack, String cronJob, String name) {
        var template = client.batch()
                .v1()
                .cronjobs()
                .inNamespace(stack.namespace())
                .withName(cronJob)
                .get()
                .getSpec()
                .getJobTemplate()
                .getSpec()
                .getTemplate();
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(stack.namespace())
                .withLabels(template.getMetadata().getLabels())
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        pod.getSpec().getContainers().get(0).setCommand(List.of("bash", "-c", WAIT));
        client.resource(pod).create();
        client.resource(pod).waitUntilReady(120, TimeUnit.SECONDS);
        return new Workbench(new PodShell(client, stack.namespace(), name));
    }

    PodShell.Outcome backUp(String run) {
        return backUp(run, "");
    }

    /** A run of its own; the environment may name another repository. */
    PodShell.Outcome backUp(String run, String environment) {
        return shell.attempt("export RUN=" + run + " " + environment
                + "; rm -rf /backup/manifest /backup/configuration;"
                + " bash /scripts/prepare.sh 2>&1 && bash /scripts/backup.sh 2>&1");
    }

    /** Without the PostgreSQL that an earlier one may have left: otherwise it ends with its pod. */
    PodShell.Outcome verify(String backup) {
        return shell.attempt("pg_ctl stop -D /scratch/pgdata -m immediate >/dev/null 2>&1; WANTED=" + backup
                + " bash /scripts/verify.sh 2>&1");
    }

    /** The backups that the repository holds, by their ids; also those of another repository that the environment names. */
    List<String> backups(String environment) {
        return shell.run(
                        environment
                                + " /tools/restic snapshots --no-lock --tag manifest --json | grep -o '\"short_id\":\"[0-9a-f]*' | cut -d'\"' -f4")
                .lines()
                .toList();
    }

    /** Whether all that the repository holds can be read. */
    PodShell.Outcome reads(String environment) {
        return shell.attempt(environment + " /tools/restic check --no-lock --read-data 2>&1");
    }

    /** Kills the first process whose command line is like that, as soon as there is one. */
    static PodShell.Outcome kill(PodShell shell, String pattern) {
        return shell.attempt("for i in $(seq 600); do for p in /proc/[0-9]*; do"
                + " said=$(tr '\\0' ' ' 2>/dev/null <$p/cmdline);"
                + " case $said in 'sh -c'*) ;; " + pattern + ") kill -9 ${p#/proc/} && exit 0 ;; esac; done;"
                + " sleep 0.05; done; exit 1");
    }
}

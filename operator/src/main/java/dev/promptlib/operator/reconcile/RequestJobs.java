package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.apply.NamespaceEnds;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Part;
import dev.promptlib.operator.observe.JobRun;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** The Jobs of one kind of request: made once, and looked at until they end. */
final class RequestJobs<R extends HasMetadata> {
    private static final String COMPONENTS =
            String.join(",", Part.BACKUP.name(), Part.BACKUP_VERIFY.name(), Part.RESTORE.name());

    private final KubernetesClient client;
    private final Class<R> kind;
    private InformerEventSource<Job, R> jobs;

    RequestJobs(KubernetesClient client, Class<R> kind) {
        this.client = client;
        this.kind = kind;
    }

    EventSource<Job, R> open(EventSourceContext<R> context) {
        var configuration = InformerEventSourceConfiguration.from(Job.class, kind)
                .withName(kind.getSimpleName() + "Jobs")
                .withLabelSelector(
                        Labels.MANAGED_BY + "=" + Labels.MANAGER + "," + Labels.COMPONENT + " in (" + COMPONENTS + ")")
                .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(kind))
                .build();
        jobs = new InformerEventSource<>(configuration, context);
        return jobs;
    }

    Optional<JobRun> run(R request, String name) {
        return jobs.get(new ResourceID(name, request.getMetadata().getNamespace()))
                .map(job -> JobRun.of(job, ended(job) ? pods(job) : List.of()));
    }

    private static boolean ended(Job job) {
        return JobRun.of(job, List.of()).state() != JobRun.State.RUNNING;
    }

    /** Read when they are needed, at the end: no cache has to hold them. */
    private List<Pod> pods(Job job) {
        return client.pods()
                .inNamespace(job.getMetadata().getNamespace())
                .withLabel("batch.kubernetes.io/job-name", job.getMetadata().getName())
                .list()
                .getItems();
    }

    /** The Job that a schedule would start. */
    Optional<CronJob> template(R request, String name) {
        return Optional.ofNullable(client.batch()
                .v1()
                .cronjobs()
                .inNamespace(request.getMetadata().getNamespace())
                .withName(name)
                .get());
    }

    /** With a plain create: a conflict means that it is there already. Where the namespace ends, so does the request. */
    void create(Job job) {
        try {
            client.resource(job).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT && !NamespaceEnds.isCauseOf(e)) {
                throw e;
            }
        }
    }

    void delete(R request, String name) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(request.getMetadata().getNamespace())
                .withName(name)
                .delete();
    }
}

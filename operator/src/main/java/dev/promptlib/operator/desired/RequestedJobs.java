package dev.promptlib.operator.desired;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Jobs that a request owns: made from a CronJob as `kubectl create job --from` does, or from a pod of their own. */
public final class RequestedJobs {
    private static final int NAME_LENGTH = 8;

    private RequestedJobs() {}

    /** The part of a request's uid that tells its objects from those of others. */
    public static String id(HasMetadata request) {
        return request.getMetadata().getUid().substring(0, NAME_LENGTH);
    }

    /** The same run as by schedule, with other values for some variables of its main container. */
    public static Job from(CronJob template, HasMetadata request, String name, Map<String, String> variables) {
        JobSpec spec = withVariables(template, variables);
        return new JobBuilder()
                .withMetadata(metadata(
                        request,
                        name,
                        template.getSpec().getJobTemplate().getMetadata().getLabels()))
                .withSpec(spec)
                .build();
    }

    /** The same run as by schedule, as the resource's own. */
    public static Job from(CronJob template, Owner owner, String name, Map<String, String> variables) {
        JobSpec spec = withVariables(template, variables);
        Part part = new Part(
                template.getSpec().getJobTemplate().getMetadata().getLabels().get(Labels.COMPONENT), null);
        return new JobBuilder()
                .withMetadata(owner.child(name, part))
                .withSpec(spec)
                .build();
    }

    private static JobSpec withVariables(CronJob template, Map<String, String> variables) {
        JobSpec spec = new JobBuilder()
                .withSpec(template.getSpec().getJobTemplate().getSpec())
                .build()
                .getSpec();
        spec.getTemplate().getSpec().getContainers().forEach(container -> set(container, variables));
        return spec;
    }

    private static void set(Container container, Map<String, String> variables) {
        List<EnvVar> env = new ArrayList<>(container.getEnv());
        env.removeIf(variable -> variables.containsKey(variable.getName()));
        variables.forEach((name, value) -> env.add(Env.value(name, value)));
        container.setEnv(env);
    }

    static ObjectMeta metadata(HasMetadata request, String name, Map<String, String> labels) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(request.getMetadata().getNamespace())
                .withLabels(labels)
                .addNewOwnerReference()
                .withApiVersion(request.getApiVersion())
                .withKind(request.getKind())
                .withName(request.getMetadata().getName())
                .withUid(request.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .build();
    }
}

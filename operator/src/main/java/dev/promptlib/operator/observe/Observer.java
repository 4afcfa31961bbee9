package dev.promptlib.operator.observe;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.desired.CacheSetup;
import dev.promptlib.operator.desired.DatabaseSetup;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.desired.Part;
import dev.promptlib.operator.desired.RepositoryKeys;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the caches into one observation. */
public final class Observer {
    private final Children children;

    public Observer(Children children) {
        this.children = children;
    }

    public Observation observe(Input input) {
        Owner owner = input.owner();
        Map<String, PartState> components = new LinkedHashMap<>();
        for (Component component : input.spec().components()) {
            components.put(component.name(), workload(owner, Names.component(owner, component)));
        }
        List<Pod> pods = children.of(Pod.class, owner);
        return new Observation(
                workload(owner, Names.database(owner)),
                input.embedsDatabase() ? setup(DatabaseSetup.job(input), owner) : SetupState.DONE,
                workload(owner, Names.pooler(owner)),
                workload(owner, Names.cache(owner)),
                input.embedsCache() ? setup(CacheSetup.job(input), owner) : SetupState.DONE,
                components,
                PodTroubles.in(pods),
                RepositoryKeys.job(input).map(job -> setup(job, owner)).orElse(SetupState.DONE),
                finished(owner, Part.BACKUP, pods),
                finished(owner, Part.BACKUP_VERIFY, pods));
    }

    /** The runs of one kind that have ended, the earliest first. */
    private List<JobRun> finished(Owner owner, Part part, List<Pod> pods) {
        return children.of(Job.class, owner).stream()
                .filter(job -> part.name().equals(job.getMetadata().getLabels().get(Labels.COMPONENT)))
                .map(job -> JobRun.of(job, pods))
                .filter(run -> run.state() != JobRun.State.RUNNING)
                .sorted(Comparator.comparing(JobRun::finished))
                .toList();
    }

    private PartState workload(Owner owner, String name) {
        return children.own(Deployment.class, owner, name)
                .map(Workloads::of)
                .or(() -> children.own(StatefulSet.class, owner, name).map(Workloads::of))
                .orElse(PartState.ABSENT);
    }

    private SetupState setup(Job wanted, Owner owner) {
        return children.own(Job.class, owner, wanted.getMetadata().getName())
                .map(job -> SetupJob.state(job, children.of(Pod.class, owner)))
                .orElse(SetupState.WAITING);
    }
}

package dev.promptlib.operator.observe;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.desired.Part;
import dev.promptlib.operator.release.Release;
import dev.promptlib.operator.release.Seen.Migrated;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The migrations of one release, by component, and those of other releases, which may not have ended yet. */
final class Migrations {
    private static final int TAIL = 5;

    private final Map<String, Job> ofRelease;
    private final List<Job> others;
    private final List<Pod> pods;
    private final Set<String> uids;

    private Migrations(Map<String, Job> ofRelease, List<Job> all, List<Pod> pods) {
        this.ofRelease = ofRelease;
        this.uids = ofRelease.values().stream()
                .map(job -> job.getMetadata().getUid())
                .collect(Collectors.toSet());
        this.others = all.stream()
                .filter(job ->
                        isMigration(job) && !uids.contains(job.getMetadata().getUid()))
                .toList();
        this.pods = pods;
    }

    static Migrations of(Release release, long revision, Owner owner, Children children) {
        Map<String, Job> jobs = new TreeMap<>();
        for (Component component : release.components()) {
            if (component.migration() != null && revision > 0) {
                children.own(Job.class, owner, Names.migration(owner, component, revision))
                        .ifPresent(job -> jobs.put(component.name(), job));
            }
        }
        return new Migrations(jobs, children.of(Job.class, owner), children.of(Pod.class, owner));
    }

    Map<String, Migrated> progress() {
        Map<String, Migrated> progress = new TreeMap<>();
        ofRelease.forEach((component, job) -> progress.put(component, migrated(job)));
        return progress;
    }

    /** Also one whose Job is gone: its pod may still be ending. */
    boolean anotherRuns() {
        return others.stream().anyMatch(job -> JobRun.of(job, List.of()).state() == JobRun.State.RUNNING)
                || pods.stream().anyMatch(pod -> isOfAnother(pod) && !hasEnded(pod));
    }

    boolean isOfAnother(Pod pod) {
        return isMigration(pod)
                && pod.getMetadata().getOwnerReferences().stream().noneMatch(owner -> uids.contains(owner.getUid()));
    }

    private static boolean isMigration(HasMetadata object) {
        return Part.isMigration(object.getMetadata().getLabels());
    }

    private static boolean hasEnded(Pod pod) {
        return pod.getStatus() != null
                && List.of("Succeeded", "Failed")
                        .contains(String.valueOf(pod.getStatus().getPhase()));
    }

    private Migrated migrated(Job job) {
        JobRun run = JobRun.of(job, pods);
        return new Migrated(
                switch (run.state()) {
                    case RUNNING -> Migrated.State.RUNNING;
                    case SUCCEEDED -> Migrated.State.DONE;
                    case FAILED -> Migrated.State.FAILED;
                },
                run.state() == JobRun.State.FAILED ? said(job, run.message()) : "");
    }

    /** Why the Job was ended, where it did not end itself, and the end of what its pod said. */
    private static String said(Job job, String lastWords) {
        String[] lines = lastWords.split("\n");
        String tail = String.join("\n", List.of(lines).subList(Math.max(0, lines.length - TAIL), lines.length));
        return job.getStatus().getConditions().stream()
                .filter(c -> "Failed".equals(c.getType()) && "DeadlineExceeded".equals(c.getReason()))
                .map(JobCondition::getMessage)
                .filter(reason -> !reason.equals(lastWords))
                .findFirst()
                .map(reason -> reason + "; its last words: " + tail)
                .orElse(tail);
    }
}

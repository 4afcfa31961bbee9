package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** How far a release is: with the objects of the cluster all that the operator needs to go on after it was ended. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleaseStatus(
        @JsonPropertyDescription("Where the release on its way is, or how the last one ended.") @Required Phase phase,
        @JsonPropertyDescription("The release that runs, and is gone back to when another one fails.") Version current,
        @JsonPropertyDescription("The release that ran before.") Version previous,
        @JsonPropertyDescription("The release on its way.") Version target,
        @JsonPropertyDescription("The component whose turn it is to migrate or to roll.") String component,
        @JsonPropertyDescription("Ready pods of the release on its way that this component has had.") Integer pods,
        @JsonPropertyDescription("When the phase began.") String since,
        @JsonPropertyDescription("When it last came forward; deadlines and the settling time are counted from here.")
                String progressed,
        @JsonPropertyDescription(
                        "The release that failed last. It is not tried again until what it consists of" + " changes.")
                Failure failed,
        @JsonPropertyDescription("The earlier release that the annotation promptlib.dev/rollback-to asks for.")
                Requested requested) {

    /** Where a release is. */
    public enum Phase {
        /** Until the database and the cache can be used. */
        Pending,
        SafetyBackup,
        Migrating,
        Rolling,
        Settling,
        Released,
        RollingBack,
        RolledBack,
        Failed
    }

    public ReleaseStatus with(Requested request) {
        return new ReleaseStatus(phase, current, previous, target, component, pods, since, progressed, failed, request);
    }

    public ReleaseStatus withTarget(Version version) {
        return new ReleaseStatus(
                phase, current, previous, version, component, pods, since, progressed, failed, requested);
    }

    public ReleaseStatus withFailed(Failure failure) {
        return new ReleaseStatus(
                phase, current, previous, target, component, pods, since, progressed, failure, requested);
    }

    /** The same in a phase that begins now. */
    public ReleaseStatus entering(Phase next, String now) {
        return new ReleaseStatus(next, current, previous, target, null, null, now, null, failed, requested);
    }

    /** The same phase, further on. */
    public ReleaseStatus at(String turn, Integer readyPods, String forward) {
        return new ReleaseStatus(phase, current, previous, target, turn, readyPods, since, forward, failed, requested);
    }

    /** The numbers of all releases that it names. */
    public Stream<Long> revisions() {
        return Stream.concat(
                Stream.of(current, previous, target).filter(Objects::nonNull).map(Version::revision),
                Stream.ofNullable(failed).map(Failure::revision));
    }

    /** The digests of all releases that it names. */
    public Stream<String> digests() {
        return Stream.of(
                        Stream.of(current, previous, target)
                                .filter(Objects::nonNull)
                                .map(Version::digest),
                        Stream.ofNullable(failed).map(Failure::digest),
                        Stream.ofNullable(requested).map(Requested::digest))
                .flatMap(s -> s);
    }

    /** A release that went out, or is going out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Version(
            @JsonPropertyDescription("Its number; its ControllerRevision has the same.") @Required Long revision,
            @JsonPropertyDescription(
                            "What it consists of, as a digest; its ControllerRevision is called" + " RESOURCE-DIGEST.")
                    @Required
                    String digest,
            @JsonPropertyDescription("The image of each component, with its digest where a pod has told it.")
                    Map<String, String> images,
            @JsonPropertyDescription("A digest of its configuration files.") String config,
            @JsonPropertyDescription("Since when it runs, or is on its way.") String since,
            @JsonPropertyDescription("The backup that was taken before it.") String safetyBackup) {

        public Version runningSince(String time, Map<String, String> pulled) {
            return new Version(revision, digest, pulled, config, time, safetyBackup);
        }

        public Version after(String backup) {
            return new Version(revision, digest, images, config, since, backup);
        }
    }

    /** Why a release failed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failure(
            @JsonPropertyDescription("The release's number.") @Required Long revision,
            @JsonPropertyDescription("What it consists of, as a digest.") @Required String digest,
            @JsonPropertyDescription("Where it was.") @Required Phase phase,
            @JsonPropertyDescription("Why, in one word.") @Required Reason reason,
            @JsonPropertyDescription("Why, for people.") @Required String message,
            @JsonPropertyDescription("The backup that was taken before it.") String safetyBackup,
            @JsonPropertyDescription("When.") @Required String time) {}

    /** A release that somebody went back to. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Requested(
            @JsonPropertyDescription("Its number.") @Required Long revision,
            @JsonPropertyDescription("What it consisted of, as a digest.") @Required String digest,
            @JsonPropertyDescription(
                            "A digest of what the spec itself asks for, which is not carried out until it changes.")
                    @Required
                    String insteadOf,
            @JsonPropertyDescription("Whether it is in force: a change of the spec ends that, until the annotation is"
                            + " set anew.")
                    @Required
                    Boolean inForce) {}
}

package dev.promptlib.operator.release;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The releases that went out, as ControllerRevisions. They hold no secret's value: pods name the Secrets they read. */
public final class Revisions {
    private static final int HISTORY = 10;
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Owner owner;
    private final List<ControllerRevision> all;

    private Revisions(Owner owner, List<ControllerRevision> all) {
        this.owner = owner;
        this.all = all;
    }

    /** Those of the resource itself: StatefulSets mark theirs with the labels of their pods, which are ours. */
    public static Revisions among(List<ControllerRevision> candidates, Owner owner) {
        return new Revisions(
                owner,
                candidates.stream()
                        .filter(r -> r.getMetadata().getOwnerReferences().stream()
                                .anyMatch(o -> o.getUid().equals(owner.uid())))
                        .sorted(Comparator.comparing(ControllerRevision::getRevision)
                                .reversed())
                        .toList());
    }

    /** A release as it is kept. What was written once cannot change, and stays as it was written. */
    public ControllerRevision object(Release release, long number) {
        String name = Names.revision(owner, release.digest());
        return new ControllerRevisionBuilder()
                .withMetadata(owner.shared(name))
                .withRevision(number)
                .withData(named(name)
                        .map(ControllerRevision::getData)
                        .orElseGet(() -> JSON.convertValue(release, Map.class)))
                .build();
    }

    private Optional<ControllerRevision> named(String name) {
        return all.stream().filter(r -> r.getMetadata().getName().equals(name)).findFirst();
    }

    private static Release read(ControllerRevision revision) {
        return JSON.convertValue(revision.getData(), Release.class);
    }

    /** The release with this digest, if it is still known. */
    public Optional<Release> release(String digest) {
        return named(Names.revision(owner, digest)).map(Revisions::read);
    }

    public Optional<Release> release(long number) {
        return all.stream().filter(r -> r.getRevision() == number).findFirst().map(Revisions::read);
    }

    public List<Long> numbers() {
        return all.stream().map(ControllerRevision::getRevision).sorted().toList();
    }

    /** The number of the next release. One that was begun before the status could say so goes on under its number. */
    public long next(ReleaseStatus stored, Release wanted) {
        if (stored == null && !all.isEmpty() && isIt(all.get(0), wanted.digest())) {
            return all.get(0).getRevision();
        }
        long known = stored == null ? 0 : stored.revisions().max(Long::compare).orElse(0L);
        return Math.max(known, all.isEmpty() ? 0 : all.get(0).getRevision()) + 1;
    }

    private boolean isIt(ControllerRevision revision, String digest) {
        return revision.getMetadata().getName().equals(Names.revision(owner, digest));
    }

    /** Whether a revision is one of the youngest ten, is still needed, or is not known yet. */
    public boolean keeps(ControllerRevision revision, Set<String> needed) {
        return needed.stream().anyMatch(digest -> isIt(revision, digest))
                || all.stream().skip(HISTORY).noneMatch(old -> old.getMetadata()
                        .getName()
                        .equals(revision.getMetadata().getName()));
    }
}

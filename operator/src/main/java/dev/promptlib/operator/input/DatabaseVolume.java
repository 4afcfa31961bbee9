package dev.promptlib.operator.input;

import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.desired.Labels;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.desired.Part;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The volume that an embedded database lives on. What is written on the claims says which that is, so it holds also for a
 * resource that was deleted and made again.
 *
 * @param claim the name of its claim
 * @param version the major version of PostgreSQL that made what is in it
 * @param image the image that ran on it at last; null where that is not known
 */
public record DatabaseVolume(String claim, int version, String image) {

    /** What a newer version of PostgreSQL brings its data to. */
    public static String claimFor(Owner owner, int version) {
        return Names.database(owner) + "-" + version;
    }

    /** The live one: the newest, for a claim says its version only once its data is whole. */
    public static Optional<DatabaseVolume> among(Collection<PersistentVolumeClaim> claims) {
        return claims.stream()
                .filter(claim -> Labels.isOf(claim, Part.DATABASE))
                .flatMap(claim -> Stream.concat(noted(claim).stream(), successor(claim).stream()))
                .max(Comparator.comparingInt(DatabaseVolume::version).thenComparing(volume -> volume.image() != null));
    }

    /** The one that data comes from on its way to another claim. */
    public static Optional<DatabaseVolume> before(String claim, Collection<PersistentVolumeClaim> claims) {
        return claims.stream()
                .filter(other -> Labels.isOf(other, Part.DATABASE))
                .flatMap(other -> noted(other).stream())
                .filter(volume -> !volume.claim().equals(claim))
                .max(Comparator.comparingInt(DatabaseVolume::version));
    }

    private static Optional<DatabaseVolume> noted(PersistentVolumeClaim claim) {
        Map<String, String> notes = claim.getMetadata().getAnnotations();
        if (notes == null || notes.get(Annotations.POSTGRES) == null) {
            return Optional.empty();
        }
        return Optional.of(new DatabaseVolume(
                claim.getMetadata().getName(),
                Integer.parseInt(notes.get(Annotations.POSTGRES)),
                notes.get(Annotations.POSTGRES_IMAGE)));
    }

    /** Where the data of a claim went, so that the old one is not taken for live should the label of the new one be lost. */
    private static Optional<DatabaseVolume> successor(PersistentVolumeClaim claim) {
        return Optional.ofNullable(claim.getMetadata().getAnnotations())
                .map(notes -> notes.get(Annotations.REPLACED_BY))
                .map(name ->
                        new DatabaseVolume(name, Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)), null));
    }

    /** The one that a server runs on, whatever its claim says. */
    static Optional<DatabaseVolume> of(StatefulSet server) {
        var pod = server.getSpec().getTemplate().getSpec();
        String image = pod.getContainers().get(0).getImage();
        return pod.getVolumes().stream()
                .map(Volume::getPersistentVolumeClaim)
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(claim -> PostgresVersion.inTag(image)
                        .map(version -> new DatabaseVolume(claim.getClaimName(), version, image)));
    }
}

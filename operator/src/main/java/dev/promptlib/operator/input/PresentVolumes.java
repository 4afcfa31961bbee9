package dev.promptlib.operator.input;

import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The volumes of a resource that are there already, by the names of their claims.
 *
 * @param database the volume that the database lives on, null where there is none yet
 */
public record PresentVolumes(Map<String, Size> claims, DatabaseVolume database) {
    public static final PresentVolumes NONE = new PresentVolumes(Map.of(), null);

    /** What a claim asks for, and what it has been given, which is null as long as it has no volume. */
    public record Size(String asked, String given) {
        /** It cannot become smaller than this. */
        public String least() {
            return given == null ? asked : given;
        }
    }

    /** What takes the place of defaults, which only count for new volumes; null where there is none yet. */
    record Kept(String database, String cache, String backup, DatabaseVolume postgres) {
        static final Kept NOTHING = new Kept(null, null, null, null);
    }

    /** From the claims of a resource, and from its database's server where they do not tell. */
    public static PresentVolumes of(Collection<PersistentVolumeClaim> present, Optional<StatefulSet> server) {
        Map<String, Size> claims = new TreeMap<>();
        present.forEach(claim -> claims.put(
                claim.getMetadata().getName(),
                new Size(
                        claim.getSpec()
                                .getResources()
                                .getRequests()
                                .get("storage")
                                .toString(),
                        given(claim))));
        return new PresentVolumes(
                claims,
                DatabaseVolume.among(present)
                        .or(() -> server.flatMap(DatabaseVolume::of))
                        .orElse(null));
    }

    private static String given(PersistentVolumeClaim claim) {
        return Optional.ofNullable(claim.getStatus())
                .map(PersistentVolumeClaimStatus::getCapacity)
                .map(capacity -> capacity.get("storage"))
                .map(Quantity::toString)
                .orElse(null);
    }

    /** The same once the database lives on another volume. */
    PresentVolumes with(DatabaseVolume other) {
        return new PresentVolumes(claims, other);
    }

    /** The claim that the database lives on, or will. */
    public String databaseClaim(Owner owner) {
        return database == null ? Names.database(owner) : database.claim();
    }

    public Optional<Size> of(String claim) {
        return Optional.ofNullable(claims.get(claim));
    }

    Kept kept(Owner owner) {
        return new Kept(asked(databaseClaim(owner)), asked(Names.cache(owner)), asked(Names.backup(owner)), database);
    }

    private String asked(String claim) {
        return of(claim).map(Size::asked).orElse(null);
    }
}

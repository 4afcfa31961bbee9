package dev.promptlib.operator.input;

import dev.promptlib.operator.api.AppSecrets;
import dev.promptlib.operator.api.Backup;
import dev.promptlib.operator.api.Cache;
import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.api.DeletionPolicy;
import dev.promptlib.operator.api.EvictionPolicy;
import dev.promptlib.operator.api.Exposure;
import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.api.NetworkRules;
import dev.promptlib.operator.api.Pooler;
import dev.promptlib.operator.api.Profile;
import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.api.Rotation;
import dev.promptlib.operator.api.Update;
import dev.promptlib.operator.api.VolumeSize;
import dev.promptlib.operator.desired.Memory;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/** Fills in what a spec leaves out. Profiles choose defaults and do nothing else. */
public final class Defaults {
    private Defaults() {}

    public static PromptLibrarySpec of(PromptLibrarySpec spec) {
        return of(spec, PresentVolumes.Kept.NOTHING);
    }

    static PromptLibrarySpec of(PromptLibrarySpec spec, PresentVolumes.Kept kept) {
        Profile profile = or(spec.profile(), Profile.production);
        int replicas = or(spec.replicas(), profile == Profile.production ? 2 : 1);
        Database database = database(
                or(spec.database(), new Database(null, null, null, null, null, null, null, null, null, null, null)),
                profile,
                kept);
        Backup backup = BackupDefaults.of(spec.backup(), profile, database, kept.backup());
        return new PromptLibrarySpec(
                profile,
                or(spec.suspend(), false),
                or(
                        spec.deletionPolicy(),
                        profile == Profile.development ? DeletionPolicy.Delete : DeletionPolicy.Retain),
                replicas,
                spec.components().stream()
                        .map(c -> ComponentDefaults.of(c, profile, replicas))
                        .toList(),
                database,
                cache(or(spec.cache(), new Cache(null, null, null, null, null, null, null)), profile, kept.cache()),
                secrets(or(spec.secrets(), new AppSecrets(null, null, null))),
                exposure(spec),
                update(or(spec.update(), new Update(null, null, null, null)), profile, backup),
                network(or(spec.networkPolicy(), new NetworkRules(null, null, null)), profile),
                backup);
    }

    private static Database database(Database given, Profile profile, PresentVolumes.Kept kept) {
        List<String> extensions = or(given.extensions(), List.of());
        DatabaseVolume volume = kept.postgres();
        int wanted = PostgresVersion.wanted(given, volume);
        // A server cannot open what an older one made: the older one stays until the data has been brought along.
        boolean waits = volume != null && volume.version() < wanted;
        int version = waits ? volume.version() : or(given.version(), wanted);
        String chosen = waits ? volume.image() : given.image();
        String image = extensions.contains("vector") ? "pgvector/pgvector:pg" + version : "postgres:" + version;
        String size =
                switch (profile) {
                    case development -> "1Gi";
                    case staging -> "5Gi";
                    case production -> "20Gi";
                };
        return new Database(
                or(given.engine(), Database.Engine.Embedded),
                version,
                or(chosen, image),
                or(given.name(), "app"),
                or(given.user(), "app"),
                volume(given.storage(), or(kept.database(), size)),
                extensions,
                or(given.parameters(), Map.of()),
                or(given.resources(), ResourceDefaults.database(profile)),
                given.pooler() == null ? null : pooler(given.pooler()),
                given.external());
    }

    private static Pooler pooler(Pooler given) {
        return new Pooler(
                or(given.replicas(), 1),
                or(given.mode(), Pooler.Mode.transaction),
                or(given.poolSize(), 20),
                or(given.maxClients(), 500),
                or(given.image(), "edoburu/pgbouncer:v1.24.1-p1"),
                or(given.resources(), ResourceDefaults.pooler()));
    }

    private static Cache cache(Cache given, Profile profile, String kept) {
        ResourceRequirements resources = or(given.resources(), ResourceDefaults.cache(profile));
        String maxMemory = Memory.limit(resources)
                .map(limit -> limit * 3 / 4 / Memory.MI + "Mi")
                .orElse("96Mi");
        return new Cache(
                or(given.engine(), Cache.Engine.Embedded),
                or(given.image(), "redis:8"),
                or(given.maxMemory(), maxMemory),
                or(given.evictionPolicy(), EvictionPolicy.ALL_KEYS_LRU),
                given.persistence() == null ? null : volume(given.persistence(), or(kept, "1Gi")),
                resources,
                given.external());
    }

    private static AppSecrets secrets(AppSecrets given) {
        List<GeneratedSecret> generate = or(given.generate(), List.<GeneratedSecret>of()).stream()
                .map(s -> new GeneratedSecret(
                        s.name(), or(s.length(), 32), or(s.encoding(), GeneratedSecret.Encoding.Alphanumeric)))
                .toList();
        Rotation rotation = or(given.rotation(), new Rotation(null, null, null, null));
        return new AppSecrets(
                generate,
                or(given.from(), List.of()),
                new Rotation(
                        rotation.schedule(),
                        or(rotation.timeZone(), "UTC"),
                        or(rotation.of(), List.copyOf(Rotation.Kind.UNATTENDED)),
                        or(rotation.graceMinutes(), 24 * 60)));
    }

    private static Exposure exposure(PromptLibrarySpec spec) {
        Exposure given = spec.exposure();
        if (given == null) {
            return null;
        }
        List<Exposure.PathRule> toTheFirst =
                List.of(new Exposure.PathRule("/", spec.components().get(0).name()));
        return new Exposure(
                given.host(),
                given.className(),
                or(given.annotations(), Map.of()),
                given.tls(),
                or(given.paths(), toTheFirst));
    }

    private static Update update(Update given, Profile profile, Backup backup) {
        return new Update(
                or(given.rollback(), Update.Rollback.OnFailure),
                or(given.backupFirst(), profile != Profile.development && backup.enabled()),
                or(given.progressDeadlineSeconds(), 300),
                or(given.settleSeconds(), profile == Profile.development ? 0 : 30));
    }

    private static NetworkRules network(NetworkRules given, Profile profile) {
        return new NetworkRules(
                or(given.enabled(), profile != Profile.development), given.allowFrom(), or(given.allowTo(), List.of()));
    }

    private static VolumeSize volume(VolumeSize given, String size) {
        return given == null
                ? new VolumeSize(size, null)
                : new VolumeSize(or(given.size(), size), given.storageClassName());
    }

    static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}

package dev.promptlib.operator.input;

import static dev.promptlib.operator.input.Defaults.or;

import dev.promptlib.operator.api.Backup;
import dev.promptlib.operator.api.BackupRepository;
import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.api.Profile;
import dev.promptlib.operator.api.VolumeSize;
import java.util.Arrays;
import java.util.List;

/** Fills in what is left out about backups. */
final class BackupDefaults {
    private static final String EACH_NIGHT = "0 3 * * *";
    private static final String EACH_SUNDAY = "0 4 * * 0";
    private static final int THREE_HOURS = 10_800;

    private BackupDefaults() {}

    static Backup of(Backup asked, Profile profile, Database database, String kept) {
        Backup given = or(asked, new Backup(null, null, null, null, null, null, null, null, null, null, null));
        String ownTools = database.engine() == Database.Engine.Embedded ? database.image() : "postgres:17";
        return new Backup(
                or(given.enabled(), profile != Profile.development),
                or(given.schedule(), EACH_NIGHT),
                or(given.timeZone(), "UTC"),
                retention(or(given.retention(), new Backup.Retention(null, null, null)), profile),
                repository(given.repository(), database, kept),
                or(given.include(), List.copyOf(Arrays.asList(Backup.Content.values()))),
                verify(given.verify(), profile),
                or(given.deadlineSeconds(), THREE_HOURS),
                or(given.image(), "restic/restic:0.18.0"),
                or(given.databaseImage(), ownTools),
                or(given.resources(), ResourceDefaults.backup()));
    }

    private static Backup.Retention retention(Backup.Retention given, Profile profile) {
        boolean production = profile == Profile.production;
        return new Backup.Retention(
                or(given.daily(), 7), or(given.weekly(), production ? 4 : 0), or(given.monthly(), production ? 3 : 0));
    }

    private static BackupRepository repository(BackupRepository given, Database database, String kept) {
        String asLarge = database.engine() == Database.Engine.Embedded
                ? database.storage().size()
                : "10Gi";
        String size = kept == null || VolumeValidation.isLess(kept, asLarge) ? asLarge : kept;
        if (given == null) {
            return new BackupRepository(new VolumeSize(size, null), null, null);
        }
        VolumeSize volume = given.volume() == null
                ? null
                : new VolumeSize(or(given.volume().size(), size), given.volume().storageClassName());
        return new BackupRepository(volume, given.s3(), given.passwordRef());
    }

    private static Backup.Verify verify(Backup.Verify asked, Profile profile) {
        Backup.Verify given = or(asked, new Backup.Verify(null, null));
        return new Backup.Verify(
                given.schedule() == null && profile == Profile.production ? EACH_SUNDAY : given.schedule(),
                or(given.onRequest(), false));
    }
}

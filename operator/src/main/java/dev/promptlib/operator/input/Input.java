package dev.promptlib.operator.input;

import dev.promptlib.operator.api.Backup;
import dev.promptlib.operator.api.Cache;
import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.api.Need;
import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.desired.Owner;
import java.util.List;
import java.util.Optional;

/** What one reconcile starts from: the spec with its defaults, and all that it refers to. */
public record Input(
        Owner owner,
        PromptLibrarySpec asked,
        PromptLibrarySpec spec,
        References references,
        Credentials credentials,
        PresentVolumes volumes,
        boolean held) {

    /** The spec as it was given, with its defaults. */
    public static Input of(Owner owner, PromptLibrarySpec asked, References references, Credentials credentials) {
        return of(owner, asked, references, credentials, PresentVolumes.NONE);
    }

    /** The same where volumes are there already. */
    public static Input of(
            Owner owner,
            PromptLibrarySpec asked,
            References references,
            Credentials credentials,
            PresentVolumes volumes) {
        PromptLibrarySpec spec = Defaults.of(asked, volumes.kept(owner));
        return new Input(owner, asked, spec, references, credentials, volumes, false);
    }

    /** The same with other passwords. */
    public Input with(Credentials other) {
        return new Input(owner, asked, spec, references, other, volumes, held);
    }

    /** The same with other contents of what the spec names. */
    public Input with(References other) {
        return new Input(owner, asked, spec, other, credentials, volumes, held);
    }

    /** The same with its components stopped or not: a restore stops them while it changes the data below them. */
    public Input hold(boolean stopped) {
        return new Input(owner, asked, spec, references, credentials, volumes, stopped);
    }

    /** The newer PostgreSQL that is asked for while the data is still an older one's. */
    public Optional<Integer> newerPostgres() {
        int wanted = PostgresVersion.wanted(asked.database(), volumes.database());
        return embedsDatabase()
                        && volumes.database() != null
                        && volumes.database().version() < wanted
                ? Optional.of(wanted)
                : Optional.empty();
    }

    /** The same with the database on the volume of that version of PostgreSQL. */
    public Input onVolumeOf(int version) {
        return of(
                owner,
                asked,
                references,
                credentials,
                volumes.with(new DatabaseVolume(DatabaseVolume.claimFor(owner, version), version, null)));
    }

    public boolean backsUp() {
        return spec.backup().enabled();
    }

    public boolean backsUp(Backup.Content content) {
        return backsUp() && spec.backup().include().contains(content);
    }

    /** The same with other components. */
    public Input with(List<Component> components) {
        return new Input(owner, asked, spec.with(components), references, credentials, volumes, held);
    }

    public boolean embedsDatabase() {
        return spec.database().engine() == Database.Engine.Embedded;
    }

    public boolean embedsCache() {
        return spec.cache().engine() == Cache.Engine.Embedded;
    }

    public boolean hasDatabase() {
        return spec.database().engine() != Database.Engine.None;
    }

    public boolean hasCache() {
        return spec.cache().engine() != Cache.Engine.None;
    }

    /** Whether a component is given something, where that exists. */
    public boolean gives(Component component, Need need) {
        boolean exists =
                switch (need) {
                    case database -> hasDatabase();
                    case cache -> hasCache();
                    case secrets -> true;
                };
        return exists && component.needs().contains(need);
    }
}

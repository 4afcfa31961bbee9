package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.ConfigMount;
import dev.promptlib.operator.api.Storage;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the children of a resource are called. */
public final class Names {
    private static final int DIGITS = 8;
    private static final int MAX_LABEL = 63;
    private static final Pattern OF_A_RELEASE = Pattern.compile(".+-(?:migrate|safety)-([0-9]+)");

    private Names() {}

    public static String component(Owner owner, Component component) {
        return owner.name() + "-" + component.name();
    }

    static String config(Owner owner, Component component, ConfigMount config) {
        return component(owner, component) + "-" + config.name();
    }

    /** An object that is named by its content: another content is another object. */
    static String byContent(String name, Object content) {
        return name + "-" + Checksum.ofObject(content).substring(0, DIGITS);
    }

    /** What a component's pods are given as variables and files from Secrets and ConfigMaps. */
    static String inputs(Owner owner, Component component) {
        return component(owner, component) + "-inputs";
    }

    /** Short enough for the label that Kubernetes gives to a Job's pods. */
    public static String migration(Owner owner, Component component, long revision) {
        String name = component(owner, component) + "-migrate-" + revision;
        return name.length() <= MAX_LABEL
                ? name
                : owner.name() + "-" + Checksum.of(component.name()).substring(0, DIGITS) + "-migrate-" + revision;
    }

    public static String safetyBackup(Owner owner, long revision) {
        return owner.name() + "-safety-" + revision;
    }

    /** The release that a Job is for, if it is a migration or a safety backup. */
    public static Optional<Long> revisionOf(Job job) {
        Matcher name = OF_A_RELEASE.matcher(job.getMetadata().getName());
        return name.matches() ? Optional.of(Long.valueOf(name.group(1))) : Optional.empty();
    }

    public static String revision(Owner owner, String digest) {
        return owner.name() + "-" + digest;
    }

    public static String storage(Owner owner, Component component, Storage storage) {
        return component(owner, component) + "-" + storage.name();
    }

    public static String database(Owner owner) {
        return owner.name() + "-database";
    }

    static String databaseSetup(Owner owner) {
        return owner.name() + "-database-setup";
    }

    public static String pooler(Owner owner) {
        return owner.name() + "-pooler";
    }

    public static String cache(Owner owner) {
        return owner.name() + "-cache";
    }

    static String cacheSetup(Owner owner) {
        return owner.name() + "-cache-setup";
    }

    static String cacheUsers(Owner owner) {
        return owner.name() + "-cache-users";
    }

    /** The generated secrets of the application. */
    public static String secrets(Owner owner) {
        return owner.name() + "-secrets";
    }

    /** The composed connection URLs. */
    public static String connections(Owner owner) {
        return owner.name() + "-connections";
    }

    /** The backups' CronJob, their volume, and the password of their repository. */
    public static String backup(Owner owner) {
        return owner.name() + "-backup";
    }

    public static String backupVerify(Owner owner) {
        return owner.name() + "-backup-verify";
    }

    static String backupKeys(Owner owner) {
        return owner.name() + "-backup-keys";
    }

    static String backupScripts(Owner owner) {
        return owner.name() + "-backup-scripts";
    }

    static String restore(Owner owner) {
        return owner.name() + "-restore";
    }

    /** The second copy of a generated Secret. */
    public static String copy(String secret) {
        return secret + "-copy";
    }

    static String tls(Owner owner) {
        return owner.name() + "-tls";
    }
}

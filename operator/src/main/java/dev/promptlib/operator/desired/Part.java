package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import java.util.Map;

/** A part of the stack, as the label app.kubernetes.io/component names it. */
public record Part(String name, String version) {
    public static final Part DATABASE = new Part("database", null);
    public static final Part DATABASE_SETUP = new Part("database-setup", null);
    public static final Part POOLER = new Part("pooler", null);
    public static final Part CACHE_SETUP = new Part("cache-setup", null);
    public static final Part CACHE = new Part("cache", null);
    public static final Part BACKUP = new Part("backup", null);
    public static final Part BACKUP_VERIFY = new Part("backup-verify", null);
    public static final Part BACKUP_KEYS = new Part("backup-keys", null);
    public static final Part RESTORE = new Part("restore", null);
    public static final Part SHARED = new Part("shared", null);
    private static final String MIGRATION = "migration.";

    /** The pods of a component's migration; no component's name has a dot. */
    public static Part migrationOf(String component) {
        return new Part(MIGRATION + component, null);
    }

    public static boolean isMigration(Map<String, String> labels) {
        return labels != null && labels.getOrDefault(Labels.COMPONENT, "").startsWith(MIGRATION);
    }

    /** Of objects that do not tell their version. */
    static Part of(String component) {
        return new Part(component, null);
    }

    static Part of(Component component) {
        return new Part(component.name(), Labels.version(component.image()));
    }
}

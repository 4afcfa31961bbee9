package dev.promptlib.operator.api;

/** Why a condition is what it is. */
public enum Reason {
    /** All is as it should be. */
    Available,
    /** The resource has just been seen. */
    Accepted,
    /** Waiting for the database. */
    WaitingForDatabase,
    /** Waiting for the cache. */
    WaitingForCache,
    /** Waiting for the components' pods. */
    WaitingForComponents,
    /** Pods are being replaced or added. */
    RollingOut,
    /** A release brings the database up to date before it rolls. */
    Migrating,
    /** The pods of a release are there, and have to stay well for a while. */
    Settling,
    /** A release failed or was withdrawn, and its predecessor is being put back. */
    RollingBack,
    /** A release failed, and its predecessor runs. */
    RolledBack,
    /** A release failed, and nothing was put back. */
    ReleaseFailed,
    /** A component's migration failed or took too long. */
    MigrationFailed,
    /** The backup before a release failed. */
    SafetyBackupFailed,
    /** A pod of a new release was ready, and then ended or was no longer. */
    NotStable,
    /** The pods of a new release do not become ready in time. */
    DeadlineExceeded,
    /** An earlier release runs because somebody asked for it. */
    Requested,
    /** A part that was ready no longer is. */
    Unavailable,
    /** A pod cannot be placed, its image cannot be had, or it ends again and again. */
    PodFailing,
    /** The database refuses what was asked. */
    SetupFailed,
    /** The spec cannot be carried out as it stands. */
    InvalidSpec,
    /** A Secret, or a key in it, is missing. */
    SecretMissing,
    /** A ConfigMap, or a key in it, is missing. */
    ConfigMapMissing,
    /** A connection URL cannot be read. */
    InvalidConnection,
    /** The generated password is gone although the data is there. */
    CredentialsLost,
    /** The API server refused an object. */
    ApplyRefused,
    /** An object of that name belongs to somebody else. */
    NameTaken,
    /** The resource is suspended. */
    Suspended,
    /** The resource is being deleted. */
    Deleting,
    /** There is none, by choice. */
    NotWanted,
    /** No backup has been made yet. */
    NoBackupYet,
    /** The last backup is complete. */
    BackupComplete,
    /** The last backup failed. */
    BackupFailed,
    /** No backup has been proved yet. */
    NotVerifiedYet,
    /** The backup was restored and is the same as what was backed up. */
    Verified,
    /** The backup could not be read or restored, or is not what was backed up. */
    VerificationFailed,
    /** The request is being carried out. */
    Running,
    /** The request was carried out. */
    Complete,
    /** The request could not be carried out; nothing was changed, or all was put back. */
    Failed,
    /** The database is being moved to a newer PostgreSQL. */
    Upgrading,
    /** The database could not be moved to a newer PostgreSQL, and is as it was. */
    UpgradeFailed,
    /** A backup is being restored; the components are stopped meanwhile. */
    Restoring
}

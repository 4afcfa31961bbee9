package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.PromptLibrary;

/** The annotations that the operator reads and writes. */
public final class Annotations {
    /** On a pod template: a digest of all that the pods are given. */
    public static final String INPUTS = PromptLibrary.GROUP + "/inputs";
    /** On the resource: the number of an earlier release that is to run. */
    public static final String ROLLBACK_TO = PromptLibrary.GROUP + "/rollback-to";

    /** On the resource: which generated secrets are to be replaced now. */
    public static final String ROTATE = PromptLibrary.GROUP + "/rotate";
    /** On a generated Secret: since when its values are these. */
    public static final String ROTATED = PromptLibrary.GROUP + "/rotated";
    /** On a generated Secret: a digest of the values that the operator wrote. */
    public static final String DIGEST = PromptLibrary.GROUP + "/digest";
    /** On a generated Secret: the request that it was rotated for. */
    public static final String ROTATED_FOR = PromptLibrary.GROUP + "/rotated-for";

    /** On the claim of a database: the major version of PostgreSQL that made what is in it. */
    public static final String POSTGRES = PromptLibrary.GROUP + "/postgres";

    /** On the claim of a database: the image that ran on it at last. */
    public static final String POSTGRES_IMAGE = PromptLibrary.GROUP + "/postgres-image";

    /** On the claim of a database whose data was taken to another volume: that one's claim. */
    public static final String REPLACED_BY = PromptLibrary.GROUP + "/replaced-by";

    /** On a resource that is being deleted: lets its data go without a last backup. */
    public static final String DELETE_WITHOUT_BACKUP = PromptLibrary.GROUP + "/delete-without-backup";

    private Annotations() {}
}

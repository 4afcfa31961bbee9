package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.PromptLibrary;

/** The annotations that the operator reads and writes. */
public final class Annotations {
    /** On a pod template: what the pods read that they would not notice changing. */
    static final String INPUTS = PromptLibrary.GROUP + "/inputs";

    /** On a resource that is being deleted: lets its data go without a last backup. */
    public static final String DELETE_WITHOUT_BACKUP = PromptLibrary.GROUP + "/delete-without-backup";

    private Annotations() {}
}

package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.PromptLibrary;

/** The annotations that the operator reads and writes. */
public final class Annotations {
    /** On a pod template: what the pods read that they would not notice changing. */
    static final String INPUTS = PromptLibrary.GROUP + "/inputs";

    private Annotations() {}
}

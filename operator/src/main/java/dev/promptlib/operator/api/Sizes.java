package dev.promptlib.operator.api;

/** Patterns that several fields share. */
final class Sizes {
    /** A Kubernetes quantity of bytes. */
    static final String QUANTITY = "^[0-9]+(\\.[0-9]+)?(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)?$";

    private Sizes() {}
}

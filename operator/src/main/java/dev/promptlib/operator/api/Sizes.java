package dev.promptlib.operator.api;

/** Patterns that several fields share. */
final class Sizes {
    /** A Kubernetes quantity of bytes with its unit, as 20 alone would be 20 bytes. */
    static final String QUANTITY = "^([1-9][0-9]*([.][0-9]+)?|0[.][0-9]*[1-9][0-9]*)(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P)$";

    private Sizes() {}
}

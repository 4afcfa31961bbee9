package dev.promptlib.operator.cli.validate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A structural schema of a CRD, or a part of one. */
record Schema(Map<?, ?> definition) {
    static final String INT_OR_STRING = "x-kubernetes-int-or-string";

    Optional<Schema> property(String name) {
        return definition.get("properties") instanceof Map<?, ?> properties
                        && properties.get(name) instanceof Map<?, ?> m
                ? Optional.of(new Schema(m))
                : additional();
    }

    Set<?> properties() {
        return definition.get("properties") instanceof Map<?, ?> properties ? properties.keySet() : Set.of();
    }

    /** What values of a map have to be. */
    Optional<Schema> additional() {
        return definition.get("additionalProperties") instanceof Map<?, ?> m
                ? Optional.of(new Schema(m))
                : Optional.empty();
    }

    Optional<Schema> items() {
        return definition.get("items") instanceof Map<?, ?> m ? Optional.of(new Schema(m)) : Optional.empty();
    }

    boolean keepsUnknownFields() {
        return is("x-kubernetes-preserve-unknown-fields") || definition.get("additionalProperties") != null;
    }

    boolean is(String flag) {
        return Boolean.TRUE.equals(definition.get(flag));
    }

    Optional<String> text(String keyword) {
        return definition.get(keyword) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    Optional<Number> number(String keyword) {
        return definition.get(keyword) instanceof Number number ? Optional.of(number) : Optional.empty();
    }

    List<?> list(String keyword) {
        return definition.get(keyword) instanceof List<?> list ? list : List.of();
    }

    Object defaultValue() {
        return definition.get("default");
    }
}

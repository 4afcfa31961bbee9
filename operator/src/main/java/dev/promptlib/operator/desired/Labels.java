package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The labels that every child has, and the selectors made of them. */
public final class Labels {
    public static final String MANAGER = "promptlib-operator";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String INSTANCE = "app.kubernetes.io/instance";
    public static final String COMPONENT = "app.kubernetes.io/component";
    private static final String NAME = "app.kubernetes.io/name";
    private static final String PART_OF = "app.kubernetes.io/part-of";
    private static final String VERSION = "app.kubernetes.io/version";
    private static final int MAX_LENGTH = 63;

    private Labels() {}

    static Map<String, String> of(Owner owner, Part part) {
        Map<String, String> labels = new TreeMap<>(selector(owner, part));
        labels.put(PART_OF, owner.name());
        labels.put(MANAGED_BY, MANAGER);
        if (part.version() != null) {
            labels.put(VERSION, part.version());
        }
        return labels;
    }

    /** Whether an object says that it is of that part. */
    public static boolean isOf(HasMetadata object, Part part) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels != null && part.name().equals(labels.get(COMPONENT));
    }

    /** Selects the pods of one part; never changes, as workloads cannot change their selectors. */
    static Map<String, String> selector(Owner owner, Part part) {
        return new TreeMap<>(Map.of(NAME, "promptlibrary", INSTANCE, owner.name(), COMPONENT, part.name()));
    }

    /** Selects all pods of the resource. */
    static Map<String, String> instance(Owner owner) {
        return new TreeMap<>(Map.of(NAME, "promptlibrary", INSTANCE, owner.name()));
    }

    /** The selector as the scale subresource wants it. */
    public static String scaleSelector(Owner owner, Component component) {
        return selector(owner, Part.of(component)).entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(","));
    }

    /** An image's tag, or the beginning of its digest, as a label may hold it. */
    public static String version(String image) {
        String rest = image.substring(image.lastIndexOf('/') + 1);
        int at = rest.indexOf('@');
        String named = at < 0 ? rest : rest.substring(0, at);
        int colon = named.indexOf(':');
        String version =
                colon >= 0 ? named.substring(colon + 1) : at < 0 ? "latest" : rest.substring(rest.indexOf(':', at) + 1);
        String shortened = version.length() > MAX_LENGTH ? version.substring(0, MAX_LENGTH) : version;
        return shortened.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    }
}

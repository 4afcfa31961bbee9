package dev.promptlib.operator.api;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields whose types are Kubernetes' own: they are described there, and bounded when a pod is made of them. */
final class PodTypes {
    private static final Set<String> FIELDS = Set.of(
            "env",
            "envFrom",
            "resources",
            "tolerations",
            "affinity",
            "topologySpreadConstraints",
            "allowFrom",
            "allowTo");
    private static final Pattern STEP = Pattern.compile("([A-Za-z0-9]+)(\\[])?(\\.|$)");

    private PodTypes() {}

    /** Whether a field is of such a type. */
    static boolean contains(String field) {
        return FIELDS.contains(field);
    }

    /** Whether a path such as components[].env[].name leads into such a type. */
    static boolean isInside(String path) {
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            boolean goesOn = step.group(3).equals(".") || step.group(2) != null;
            if (FIELDS.contains(step.group(1)) && goesOn) {
                return true;
            }
        }
        return false;
    }
}

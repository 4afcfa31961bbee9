package dev.promptlib.operator.cli.install;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** YAML documents as they are in files. */
public final class Manifests {
    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---.*$");

    private Manifests() {}

    /** Replaces whole image names, and nothing but the values of `image:`. */
    public static String withImages(String yaml, Map<String, String> images) {
        String result = yaml;
        for (Map.Entry<String, String> image : images.entrySet()) {
            Pattern use = Pattern.compile("(\\bimage:[ ]*[\"']?)" + Pattern.quote(image.getKey()) + "(?=[\"'\\s,}]|$)");
            result = use.matcher(result).replaceAll("$1" + Matcher.quoteReplacement(image.getValue()));
        }
        return result;
    }

    public static boolean uses(String yaml, String image) {
        return !withImages(yaml, Map.of(image, "")).equals(yaml);
    }

    public static List<GenericKubernetesResource> parse(String yaml) {
        return SEPARATOR
                .splitAsStream(yaml)
                .filter(document -> document.lines().anyMatch(Manifests::hasContent))
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .toList();
    }

    private static boolean hasContent(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }
}

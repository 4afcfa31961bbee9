package dev.promptlib.operator.cli.validate;

import dev.promptlib.operator.cli.yaml.SourceFile;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the API server and we say of the same thing, in a form in which it can be compared. */
public final class ServerWords {
    private ServerWords() {}

    /** Each thing that the API server says, without the field's name and value, which it repeats in most messages. */
    public static Set<String> of(Status refusal) {
        return refusal.getDetails().getCauses().stream()
                .filter(cause -> !cause.getMessage().contains("some validation rules were not checked"))
                // The scale subresource finds once more what the schema has found.
                .filter(cause -> !".spec.replicas".equals(cause.getField()))
                .map(cause -> field(cause.getField()) + ": " + bare(cause.getField(), cause.getMessage()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String field(String field) {
        return field == null || field.equals("<nil>") ? "" : field;
    }

    private static String bare(String field, String message) {
        return message.replaceFirst("(?s)^Invalid value: (\"([^\"\\\\]|\\\\.)*\"|[^:]*): ", "")
                .replace(field + " in body ", "");
    }

    /** What we say. */
    public static Set<String> ours(GenericKubernetesResource resource) {
        List<Finding> findings = Validator.validate(new SourceFile("f.yaml", Serialization.asYaml(resource)));
        return findings.stream()
                .filter(Finding::isError)
                .map(finding -> finding.path() + ": " + finding.message())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

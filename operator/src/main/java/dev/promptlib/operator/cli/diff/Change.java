package dev.promptlib.operator.cli.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Optional;

/**
 * What would become of one object.
 *
 * @param restarts whether its pods would be replaced
 * @param diff in the form that `diff -u` has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"kind", "name", "action", "restarts", "diff"})
public record Change(String kind, String name, Action action, boolean restarts, String diff) {
    /** What is done to it. */
    public enum Action {
        create,
        update,
        delete
    }

    /** Nothing where both versions, of which either may be null, say the same. */
    static Optional<Change> between(HasMetadata before, HasMetadata after) {
        ObjectText text = ObjectText.of(before, after);
        if (text.same()) {
            return Optional.empty();
        }
        HasMetadata any = after == null ? before : after;
        Action action = before == null ? Action.create : after == null ? Action.delete : Action.update;
        String name = any.getKind() + " " + any.getMetadata().getName();
        return Optional.of(new Change(
                any.getKind(),
                any.getMetadata().getName(),
                action,
                action == Action.update && !template(before).equals(template(after)),
                unified(name, text, action)));
    }

    private static String unified(String name, ObjectText text, Action action) {
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                action == Action.create ? "/dev/null" : name + " (now)",
                action == Action.delete ? "/dev/null" : name + " (then)",
                text.before(),
                DiffUtils.diff(text.before(), text.after()),
                3);
        // The library counts the lines of nothing from one.
        return String.join("\n", lines)
                .replaceFirst("(?m)^@@ -1,0 ", "@@ -0,0 ")
                .replaceFirst("(?m)^(@@ .*) [+]1,0 @@", "$1 +0,0 @@");
    }

    private static Optional<PodTemplateSpec> template(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return Optional.of(deployment.getSpec().getTemplate());
        }
        return object instanceof StatefulSet set ? Optional.of(set.getSpec().getTemplate()) : Optional.empty();
    }
}

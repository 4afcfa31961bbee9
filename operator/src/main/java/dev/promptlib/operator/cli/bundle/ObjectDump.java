package dev.promptlib.operator.cli.bundle;

import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.cli.OutputOption;
import dev.promptlib.operator.cli.Target;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of a resource as texts. */
record ObjectDump(Target target) {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    List<HasMetadata> objects() {
        List<Class<? extends HasMetadata>> kinds = new ArrayList<>(Children.LABELLED);
        kinds.add(Secret.class);
        kinds.add(ConfigMap.class);
        return kinds.stream().flatMap(this::all).toList();
    }

    private Stream<HasMetadata> all(Class<? extends HasMetadata> kind) {
        return target
                .client()
                .resources(kind)
                .inNamespace(target.namespace())
                .withLabels(target.labels())
                .list()
                .getItems()
                .stream()
                .map(HasMetadata.class::cast);
    }

    /** Of a Secret only which keys it has, and no second copy of what was applied, which has everything in other words. */
    static String yaml(HasMetadata object) {
        object.getMetadata().setManagedFields(null);
        if (object.getMetadata().getAnnotations() != null) {
            object.getMetadata().getAnnotations().remove(LAST_APPLIED);
        }
        if (object instanceof Secret secret && secret.getData() != null) {
            secret.getData().replaceAll((key, value) -> Redaction.REMOVED);
        }
        return OutputOption.yaml(object) + "\n";
    }

    String events() {
        return target.client().v1().events().inNamespace(target.namespace()).list().getItems().stream()
                .map(ObjectDump::line)
                .sorted()
                .collect(Collectors.joining());
    }

    private static String line(Event event) {
        String time = Optional.ofNullable(event.getLastTimestamp())
                .or(() -> Optional.ofNullable(event.getEventTime()).map(t -> t.getTime()))
                .orElseGet(() -> event.getMetadata().getCreationTimestamp());
        return time + " " + event.getType() + " " + event.getInvolvedObject().getKind() + "/"
                + event.getInvolvedObject().getName() + " " + event.getReason() + ": " + event.getMessage()
                + (event.getCount() != null && event.getCount() > 1 ? " (" + event.getCount() + " times)" : "") + "\n";
    }
}

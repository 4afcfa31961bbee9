package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibrary;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Lets through what somebody asks for: another spec, an end, or an annotation that the operator reads. */
public final class AskedFor implements OnUpdateFilter<PromptLibrary> {
    @Override
    public boolean accept(PromptLibrary now, PromptLibrary before) {
        ObjectMeta metadata = now.getMetadata();
        ObjectMeta earlier = before.getMetadata();
        return !Objects.equals(metadata.getGeneration(), earlier.getGeneration())
                || !Objects.equals(metadata.getUid(), earlier.getUid())
                || !Objects.equals(metadata.getDeletionTimestamp(), earlier.getDeletionTimestamp())
                || !Objects.equals(metadata.getFinalizers(), earlier.getFinalizers())
                || !ours(metadata).equals(ours(earlier));
    }

    private static Map<String, String> ours(ObjectMeta metadata) {
        Map<String, String> annotations =
                new TreeMap<>(metadata.getAnnotations() == null ? Map.of() : metadata.getAnnotations());
        annotations.keySet().removeIf(name -> !name.startsWith(PromptLibrary.GROUP + "/"));
        return annotations;
    }
}

package dev.promptlib.operator.apply;

import dev.promptlib.operator.desired.Checksum;
import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A digest of what the API server says that we own: whoever changes a field of ours alters it. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(HasMetadata live, HasMetadata desired) {
        boolean scaledByOthers = ReplicasHandover.gives(desired);
        List<Object> own = new ArrayList<>();
        own.add(live.getMetadata().getUid());
        for (ManagedFieldsEntry entry : live.getMetadata().getManagedFields()) {
            if (Labels.MANAGER.equals(entry.getManager())
                    && "Apply".equals(entry.getOperation())
                    && entry.getSubresource() == null) {
                own.add(entry.getTime());
                own.add(scaledByOthers ? withoutReplicas(entry.getFieldsV1()) : entry.getFieldsV1());
            }
        }
        return Checksum.ofObject(own);
    }

    /** A Deployment is made with its first replicas, which an autoscaler takes over when it likes. */
    private static Map<String, Object> withoutReplicas(FieldsV1 fields) {
        Map<String, Object> rest = new LinkedHashMap<>(fields.getAdditionalProperties());
        rest.computeIfPresent("f:spec", (key, spec) -> {
            Map<Object, Object> others = new LinkedHashMap<>((Map<?, ?>) spec);
            others.remove("f:replicas");
            return others;
        });
        return rest;
    }
}

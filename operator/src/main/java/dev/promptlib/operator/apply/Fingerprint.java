package dev.promptlib.operator.apply;

import dev.promptlib.operator.desired.Checksum;
import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.ArrayList;
import java.util.List;

/** A digest of what the API server says that we own: whoever changes a field of ours alters it. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(HasMetadata live) {
        List<Object> own = new ArrayList<>();
        own.add(live.getMetadata().getUid());
        for (ManagedFieldsEntry entry : live.getMetadata().getManagedFields()) {
            if (Labels.MANAGER.equals(entry.getManager())
                    && "Apply".equals(entry.getOperation())
                    && entry.getSubresource() == null) {
                own.add(entry.getTime());
                own.add(entry.getFieldsV1());
            }
        }
        return Checksum.ofObject(own);
    }
}

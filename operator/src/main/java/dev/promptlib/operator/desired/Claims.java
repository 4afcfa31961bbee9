package dev.promptlib.operator.desired;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;

/** Volume claims. They hold data, so they have no owner and outlive the resource unless it says otherwise. */
final class Claims {
    private Claims() {}

    static PersistentVolumeClaim claim(
            Owner owner, String name, Part part, String size, String storageClass, String accessMode) {
        return new PersistentVolumeClaimBuilder()
                .withMetadata(owner.data(name, part))
                .withNewSpec()
                .withAccessModes(accessMode)
                .withStorageClassName(storageClass)
                .withNewResources()
                .addToRequests("storage", new Quantity(size))
                .endResources()
                .endSpec()
                .build();
    }
}

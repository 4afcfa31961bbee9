package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A volume of a component that outlives its pods. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.storageClassName) == has(oldSelf.storageClassName)"
                + " && (!has(self.storageClassName) || self.storageClassName == oldSelf.storageClassName)",
        message = "the storage class of a volume cannot change: keep it, or make a new volume under another name and"
                + " copy the data",
        fieldPath = ".storageClassName")
public record Storage(
        @JsonPropertyDescription("A name for the volume; its claim is called RESOURCE-COMPONENT-NAME.")
                @Required
                @Size(min = 1, max = 20) @Pattern("^[a-z]([-a-z0-9]*[a-z0-9])?$") String name,
        @JsonPropertyDescription("The directory in which the volume appears.")
                @Required
                @Pattern("^/.+$") @Size(max = 255) String mountPath,
        @JsonPropertyDescription("How large it is. It can grow where the storage class allows, and never shrinks.")
                @Required
                @Size(max = 32) @Pattern(Sizes.QUANTITY) String size,
        @JsonPropertyDescription("The storage class. Default: the cluster's.") @Size(max = 253) String storageClassName,
        @JsonPropertyDescription("ReadWriteOnce: one pod at a time, so the component has one. ReadWriteMany: shared.")
                @Default("ReadWriteOnce")
                @ValidationRule(
                        value = "self == oldSelf",
                        message =
                                "the access mode of a volume cannot change: keep it, or make a new volume under another"
                                        + " name and copy the data")
                AccessMode accessMode) {
    /** Who may mount the volume at the same time. */
    public enum AccessMode {
        ReadWriteOnce,
        ReadWriteMany
    }
}

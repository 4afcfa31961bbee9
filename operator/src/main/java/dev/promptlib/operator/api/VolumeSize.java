package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The volume of the database or of the cache. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.storageClassName) == has(oldSelf.storageClassName)"
                + " && (!has(self.storageClassName) || self.storageClassName == oldSelf.storageClassName)",
        message = "the storage class of a volume cannot change: keep it, or make a new resource and copy the data",
        fieldPath = ".storageClassName")
public record VolumeSize(
        @JsonPropertyDescription("How large it is. It can grow where the storage class allows, and never shrinks."
                        + " Default for the database: 20Gi in production, 5Gi in staging, 1Gi in development;"
                        + " a volume that is there already keeps the size it has.")
                @Size(max = 32) @Pattern(Sizes.QUANTITY) String size,
        @JsonPropertyDescription("The storage class. Default: the cluster's.") @Size(max = 253) String storageClassName) {}

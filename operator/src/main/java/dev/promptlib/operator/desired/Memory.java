package dev.promptlib.operator.desired;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.Optional;

/** Amounts of memory and storage in bytes. */
public final class Memory {
    public static final long MI = 1024L * 1024;

    private Memory() {}

    public static long bytes(String quantity) {
        return Quantity.getAmountInBytes(Quantity.parse(quantity)).longValue();
    }

    public static long bytes(Quantity quantity) {
        return Quantity.getAmountInBytes(quantity).longValue();
    }

    /** The memory limit of a container, or nothing when it has none. */
    public static Optional<Long> limit(ResourceRequirements resources) {
        return Optional.ofNullable(resources.getLimits())
                .map(limits -> limits.get("memory"))
                .map(Memory::bytes);
    }

    static String mebibytes(long bytes) {
        return bytes / MI + "Mi";
    }
}

package dev.promptlib.operator.compose;

import dev.promptlib.operator.desired.Memory;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.Map;

/** Requests and limits, in compose's words. */
final class Limits {
    private Limits() {}

    static Service.Resources of(ResourceRequirements resources) {
        return new Service.Resources(amounts(resources.getLimits()), amounts(resources.getRequests()));
    }

    private static Service.Amounts amounts(Map<String, Quantity> quantities) {
        Map<String, Quantity> some = quantities == null ? Map.of() : quantities;
        return some.get("cpu") == null && some.get("memory") == null
                ? null
                : new Service.Amounts(cpus(some.get("cpu")), memory(some.get("memory")), null);
    }

    private static String cpus(Quantity cpus) {
        return cpus == null
                ? null
                : cpus.getNumericalAmount().stripTrailingZeros().toPlainString();
    }

    private static String memory(Quantity memory) {
        return memory == null ? null : memory(Memory.bytes(memory));
    }

    /** The options of a mount know other letters. */
    static String mountSize(long bytes) {
        return bytes % Memory.MI == 0 ? bytes / Memory.MI + "m" : String.valueOf(bytes);
    }

    /** Compose's M is 1024 times 1024 bytes. */
    static String memory(long bytes) {
        return bytes % Memory.MI == 0 ? bytes / Memory.MI + "M" : bytes + "b";
    }
}

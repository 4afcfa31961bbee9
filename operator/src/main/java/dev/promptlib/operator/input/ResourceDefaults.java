package dev.promptlib.operator.input;

import dev.promptlib.operator.api.Profile;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;

/** Requests and limits by profile. A request is half of the limit, as most of the time less is needed. */
final class ResourceDefaults {
    private ResourceDefaults() {}

    static ResourceRequirements component(String name, Profile profile) {
        return switch (profile) {
            case development -> of(512, "50m");
            case staging -> of(1024, "100m");
            case production -> of(name.equals("backend") ? 2048 : 1024, "100m");
        };
    }

    static ResourceRequirements database(Profile profile) {
        return profile == Profile.development ? of(256, "50m") : of(512, "100m");
    }

    static ResourceRequirements cache(Profile profile) {
        return profile == Profile.development ? of(128, "50m") : of(256, "50m");
    }

    static ResourceRequirements pooler() {
        return of(64, "50m");
    }

    static ResourceRequirements backup() {
        return of(1024, "50m");
    }

    private static ResourceRequirements of(long mebibytes, String cpu) {
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", new Quantity(cpu))
                .addToRequests("memory", memory(mebibytes / 2))
                .addToLimits("cpu", new Quantity("1"))
                .addToLimits("memory", memory(mebibytes))
                .build();
    }

    /** In canonical form, as the API server writes it. */
    private static Quantity memory(long mebibytes) {
        return new Quantity(mebibytes % 1024 == 0 ? mebibytes / 1024 + "Gi" : mebibytes + "Mi");
    }
}

package dev.promptlib.operator.input;

import dev.promptlib.operator.api.Cache;
import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.desired.Memory;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.ArrayList;
import java.util.List;

/** What the API server cannot see in a spec: missing things beside it, and figures that do not fit together. */
public final class Validation {
    private Validation() {}

    public static List<Problem> problems(Input input) {
        List<Problem> problems = problems(input.spec(), input.references());
        VolumeValidation.check(input, problems);
        return problems;
    }

    /** Those of a spec that may stand for no resource yet. */
    public static List<Problem> problems(PromptLibrarySpec spec, References references) {
        List<Problem> problems = new ArrayList<>();
        Connected.check(spec, references, problems);
        for (int i = 0; i < spec.components().size(); i++) {
            ComponentValidation.check(
                    "spec.components[" + i + "]", spec.components().get(i), references, problems);
        }
        NameClashes.check(spec.components(), problems);
        if (spec.database().engine() == Database.Engine.Embedded) {
            requestsWithinLimits("spec.database.resources", spec.database().resources(), problems);
        }
        if (spec.cache().engine() == Cache.Engine.Embedded) {
            requestsWithinLimits("spec.cache.resources", spec.cache().resources(), problems);
            maxMemory(spec.cache(), problems);
        }
        if (spec.update().backupFirst() && !spec.backup().enabled()) {
            problems.add(new Problem(
                    "spec.update.backupFirst",
                    Reason.InvalidSpec,
                    "no backups are made: set spec.backup.enabled, or remove this"));
        }
        return problems;
    }

    private static void maxMemory(Cache cache, List<Problem> problems) {
        Memory.limit(cache.resources()).ifPresent(limit -> {
            if (Memory.bytes(cache.maxMemory()) >= limit) {
                problems.add(new Problem(
                        "spec.cache.maxMemory",
                        Reason.InvalidSpec,
                        "it is not below the memory limit of "
                                + cache.resources().getLimits().get("memory")
                                + ", so Redis would be killed before it evicts: lower maxMemory or raise"
                                + " spec.cache.resources.limits.memory"));
            }
        });
    }

    static void requestsWithinLimits(String path, ResourceRequirements resources, List<Problem> problems) {
        if (resources.getRequests() == null || resources.getLimits() == null) {
            return;
        }
        resources.getRequests().forEach((name, request) -> {
            Quantity limit = resources.getLimits().get(name);
            if (limit != null && request.getNumericalAmount().compareTo(limit.getNumericalAmount()) > 0) {
                problems.add(new Problem(
                        path + ".requests." + name,
                        Reason.InvalidSpec,
                        request + " is more than the limit of " + limit + ": lower the request or raise the limit"));
            }
        });
    }
}

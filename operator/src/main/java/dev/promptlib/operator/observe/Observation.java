package dev.promptlib.operator.observe;

import dev.promptlib.operator.input.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is there: one value, read from the caches, from which the status is made. */
public record Observation(
        PartState database,
        SetupState setup,
        PartState pooler,
        PartState cache,
        SetupState cacheSetup,
        Map<String, PartState> components,
        List<PodTrouble> troubles,
        SetupState repositoryKeys,
        List<JobRun> backups,
        List<JobRun> verifications) {

    public PartState component(String name) {
        return components.getOrDefault(name, PartState.ABSENT);
    }

    public Optional<PodTrouble> trouble(String part) {
        return troubles.stream().filter(t -> t.part().equals(part)).findFirst();
    }

    public boolean databaseReady(Input input) {
        if (!input.embedsDatabase()) {
            return true;
        }
        boolean pooled = input.spec().database().pooler() == null || pooler.isReady();
        return database.isReady() && setup.done() && pooled;
    }

    public boolean cacheReady(Input input) {
        return !input.embedsCache() || cache.isReady() && cacheSetup.done();
    }
}

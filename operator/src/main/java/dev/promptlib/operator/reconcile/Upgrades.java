package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibraryRestore;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.apply.ApplyReport;
import dev.promptlib.operator.desired.NewerPostgres;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Problem;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Has a database moved to a newer PostgreSQL when the spec asks for one: a PromptLibraryRestore does it. */
final class Upgrades {
    private final KubernetesClient client;
    private final RestoreCache restores;

    Upgrades(KubernetesClient client, RestoreCache restores) {
        this.client = client;
        this.restores = restores;
    }

    /** Asks for it once; what comes of that when it has ended without a newer database is a problem to tell. */
    Optional<Problem> carryOut(ReleasePlan plan, ApplyReport report) {
        Input input = plan.spec();
        Optional<Integer> wanted = input.newerPostgres();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        int version = wanted.get();
        Optional<PromptLibraryRestore> request = restores.upgrade(input.owner(), version);
        if (request.isEmpty() && plan.isWhole()) {
            ask(input, version, report);
        }
        return request.filter(r -> r.getStatus() != null && r.getStatus().ended())
                .map(r -> new Problem(
                        "spec.database.version",
                        Reason.UpgradeFailed,
                        "the database was not moved to PostgreSQL " + version + " by PromptLibraryRestore "
                                + r.getMetadata().getName() + ": "
                                + r.getStatus().message()
                                + ". Delete it to try again, or go back to version "
                                + input.volumes().database().version()));
    }

    private void ask(Input input, int version, ApplyReport report) {
        PromptLibraryRestore request = NewerPostgres.request(input.owner(), version);
        try {
            client.resource(request).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                report.add(request, e);
            }
        }
    }
}

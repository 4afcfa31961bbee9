package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The objects that a resource stands for, in the order in which they are applied. */
public record Desired(List<HasMetadata> foundation, List<HasMetadata> workloads) {

    /** All that a spec stands for, with all components as it says. */
    public static Desired of(Input input) {
        return of(input, Lineup.of(input));
    }

    /** The foundation is everything that components stand on; their workloads start when that is ready. */
    public static Desired of(Input spec, Lineup lineup) {
        Input input = spec.with(lineup.components());
        List<HasMetadata> foundation = new ArrayList<>();
        List<HasMetadata> workloads = new ArrayList<>();
        if (input.hasDatabase() || input.hasCache()) {
            foundation.add(Connections.secret(input));
        }
        if (input.spec().networkPolicy().enabled()) {
            foundation.addAll(MergedPolicies.of(lineup.views().stream().map(spec::with)));
        }
        if (input.embedsDatabase()) {
            foundation.addAll(DatabaseObjects.of(input));
            foundation.add(DatabaseSetup.job(input));
            if (input.spec().database().pooler() != null) {
                foundation.addAll(PoolerObjects.of(input));
            }
        }
        if (input.embedsCache()) {
            foundation.addAll(CacheObjects.of(input));
        }
        if (input.backsUp()) {
            foundation.addAll(BackupObjects.of(input));
            RepositoryKeys.job(input).ifPresent(foundation::add);
        }
        for (Lineup.Place place : lineup.places()) {
            ComponentObjects objects = new ComponentObjects(input, place.component());
            foundation.addAll(objects.prerequisites());
            if (place.runs()) {
                workloads.addAll(objects.workload(place.template(), place.minReadySeconds()));
            }
        }
        foundation.addAll(Contents.of(spec, lineup));
        if (input.spec().exposure() != null) {
            foundation.add(IngressRoute.of(input));
        }
        return new Desired(List.copyOf(foundation), List.copyOf(workloads));
    }

    /** An object as it is to be made where there is none: an autoscaler, which has the say later, begins with its least. */
    public static HasMetadata atFirst(HasMetadata object, Collection<HasMetadata> among) {
        if (!(object instanceof Deployment deployment) || deployment.getSpec().getReplicas() != null) {
            return object;
        }
        return among.stream()
                .filter(HorizontalPodAutoscaler.class::isInstance)
                .map(HorizontalPodAutoscaler.class::cast)
                .filter(scaler -> scaler.getSpec()
                        .getScaleTargetRef()
                        .getName()
                        .equals(deployment.getMetadata().getName()))
                .findFirst()
                .<HasMetadata>map(scaler -> deployment
                        .edit()
                        .editSpec()
                        .withReplicas(scaler.getSpec().getMinReplicas())
                        .endSpec()
                        .build())
                .orElse(object);
    }

    public Stream<HasMetadata> all() {
        return Stream.concat(foundation.stream(), workloads.stream());
    }

    /** Where people find the application. */
    public static Optional<String> url(PromptLibrarySpec spec) {
        return IngressRoute.url(spec);
    }
}

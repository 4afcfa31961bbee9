package dev.promptlib.operator.config;

import dev.promptlib.operator.desired.Labels;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** How several operators agree on the one that works. */
@Singleton
public class LeaderElection {

    /**
     * What the framework asks for at its start; none where there is one operator. Everything else that it is told is in
     * application.properties: a {@code ConfigurationServiceCustomizer} would make it build clients of its own, one for each
     * controller and for each copy of a resource.
     */
    @Produces
    @Dependent
    @Unremovable
    LeaderElectionConfiguration lease(OperatorConfig config) {
        if (!config.leaderElection()) {
            return null;
        }
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(Labels.MANAGER)
                .withLeaseNamespace(config.namespace())
                .withIdentity(config.pod())
                .build();
    }
}

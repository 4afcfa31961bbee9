package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.config.OperatorConfig;
import dev.promptlib.operator.desired.Labels;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurationServiceCustomizer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Consumer;

/** What the framework is told at its start. */
@Singleton
public class OperatorSetup implements ConfigurationServiceCustomizer {
    private final OperatorConfig config;

    @Inject
    OperatorSetup(OperatorConfig config) {
        this.config = config;
    }

    @Override
    public Consumer<ConfigurationServiceOverrider> overrider() {
        return overrider -> {
            overrider.withConcurrentReconciliationThreads(config.threads());
            overrider.withReconciliationTerminationTimeout(Duration.ofSeconds(10));
            if (config.leaderElection()) {
                overrider.withLeaderElectionConfiguration(
                        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(Labels.MANAGER)
                                .withLeaseNamespace(config.namespace())
                                .withIdentity(config.pod())
                                .build());
            }
        };
    }
}

package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.cluster.Repository;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gives up: what is in the way may go at any time, and a restore keeps components stopped until then. */
class RetryTest {
    @ParameterizedTest
    @ValueSource(classes = {PromptLibraryReconciler.class, BackupReconciler.class, RestoreReconciler.class})
    void goesOnForEver(Class<?> reconciler) throws IOException {
        Properties settings = new Properties();
        try (var text = Files.newInputStream(Repository.file("operator/src/main/resources/application.properties"))) {
            settings.load(text);
        }
        String name = reconciler.getAnnotation(ControllerConfiguration.class).name();
        String prefix = "quarkus.operator-sdk.controllers." + name + ".retry.";

        assertThat(settings.getProperty(prefix + "max-attempts")).isEqualTo("-1");
        assertThat(settings.getProperty(prefix + "interval.max")).isEqualTo("60000");
    }
}

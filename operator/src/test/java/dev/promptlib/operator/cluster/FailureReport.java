package dev.promptlib.operator.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;

/** Keeps, when an *E2E test fails, what the cluster says of it: resources, events and logs, in target/e2e-logs. */
public final class FailureReport implements TestWatcher, LifecycleMethodExecutionExceptionHandler {
    private static final int LINES = 500;

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        report(context);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable cause) throws Throwable {
        report(context);
        throw cause;
    }

    private static void report(ExtensionContext context) {
        String test = context.getRequiredTestClass().getSimpleName();
        if (!test.endsWith("E2E")) {
            return;
        }
        String name = test + context.getTestMethod().map(m -> "." + m.getName()).orElse("");
        for (TestCluster cluster : TestCluster.started()) {
            try {
                Path directory =
                        Files.createDirectories(Repository.output("e2e-logs").resolve(name));
                write(cluster.client(), directory);
                TestRun.say(name + " failed; what the cluster says of it is in " + directory);
            } catch (IOException | RuntimeException e) {
                TestRun.say(name + " failed, and the cluster cannot be asked why: " + e);
            }
        }
    }

    private static void write(KubernetesClient client, Path directory) throws IOException {
        for (var namespace : client.namespaces().list().getItems()) {
            String name = namespace.getMetadata().getName();
            if (name.startsWith("it-") || name.equals(InstalledOperator.NAMESPACE)) {
                for (Pod pod : client.pods().inNamespace(name).list().getItems()) {
                    Files.writeString(
                            directory.resolve(name + "." + pod.getMetadata().getName() + ".log"), log(client, pod));
                }
                Files.writeString(directory.resolve(name + ".txt"), told(client, name));
            }
        }
    }

    private static String told(KubernetesClient client, String namespace) {
        StringBuilder text = new StringBuilder();
        client.genericKubernetesResources("promptlib.dev/v1alpha1", "PromptLibrary")
                .inNamespace(namespace)
                .list()
                .getItems()
                .forEach(resource ->
                        text.append(client.getKubernetesSerialization().asYaml(resource)));
        client.pods().inNamespace(namespace).list().getItems().forEach(pod -> text.append(
                        pod.getMetadata().getName())
                .append(' ')
                .append(client.getKubernetesSerialization().asYaml(pod.getStatus()))
                .append('\n'));
        client.v1().events().inNamespace(namespace).list().getItems().forEach(event -> text.append(
                        event.getLastTimestamp() == null ? event.getEventTime() : event.getLastTimestamp())
                .append(' ')
                .append(event.getInvolvedObject().getName())
                .append(' ')
                .append(event.getReason())
                .append(": ")
                .append(event.getMessage())
                .append('\n'));
        return text.toString();
    }

    private static String log(KubernetesClient client, Pod pod) {
        try {
            return client.pods().resource(pod).tailingLines(LINES).getLog();
        } catch (RuntimeException e) {
            return "no log: " + e.getMessage();
        }
    }
}

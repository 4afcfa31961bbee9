package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs commands in a pod, as `kubectl exec` does. */
record PodShell(KubernetesClient client, String namespace, String pod) {
    private static final long LIMIT_SECONDS = 180;

    /** What a command said, errors included, and how it ended. */
    record Outcome(int code, String text) {
        boolean succeeded() {
            return code == 0;
        }

        String lastLine() {
            return text.substring(text.lastIndexOf('\n') + 1);
        }
    }

    /** Runs a script, and returns what it said; the test fails if the script does. */
    String run(String script) {
        Outcome outcome = attempt(script);
        assertThat(outcome.code())
                .as("%s in %s says: %s", script, pod, outcome.text())
                .isZero();
        return outcome.text();
    }

    Outcome attempt(String script) {
        var said = new ByteArrayOutputStream();
        try (ExecWatch exec = client.pods()
                .inNamespace(namespace)
                .withName(pod)
                .writingOutput(said)
                .writingError(said)
                .exec("sh", "-c", script)) {
            int code = exec.exitCode().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return new Outcome(code, said.toString(StandardCharsets.UTF_8).strip());
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("cannot run in " + pod + ": " + script, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

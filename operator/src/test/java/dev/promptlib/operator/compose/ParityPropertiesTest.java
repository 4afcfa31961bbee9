package dev.promptlib.operator.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever the spec, containers find the same in Kubernetes and in Docker. The compose file's preparation is run for that, and
 * the objects for Kubernetes are made with the secrets that it has made.
 */
class ParityPropertiesTest {
    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void containersFindTheSame(@ForAll long number) throws Exception {
        Path folder = Files.createTempDirectory("parity");
        try {
            PromptLibrarySpec spec = AnySpec.of(number);
            Owner owner = new Owner("shop", "compose", "");
            Composed composed =
                    Compose.of(Input.of(owner, spec, AnySpec.REFERENCES, Credentials.NONE), false, List.of());
            PreparedHost host = new PreparedHost(folder, composed);
            Input input = Input.of(owner, spec, AnySpec.REFERENCES, host.credentials("shop"));
            KubernetesView kubernetes = new KubernetesView(Desired.of(input), input);
            assertThat(kubernetes.pods()).isNotEmpty();
            for (Pod pod : kubernetes.pods()) {
                Service service = composed.file().services().get(pod.name());
                assertThat(service).as(pod.name()).isNotNull();
                new Parity(kubernetes, pod, service, host).check();
            }
            if (input.backsUp()) {
                new BackupParity(kubernetes, new BackupPods(input, Desired.of(input)), composed, host).check();
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}

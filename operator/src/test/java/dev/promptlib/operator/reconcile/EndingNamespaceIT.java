package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A namespace is deleted with all that is in it: what goes is not made again, and nobody is alarmed. */
class EndingNamespaceIT {
    private static final int NAMESPACES = 8;

    @Test
    void isLeftAloneAndQuietly() {
        try (Stage stage = Stage.openWide("ending")) {
            List<String> namespaces = IntStream.range(0, NAMESPACES)
                    .mapToObj(i -> stage.newNamespace())
                    .toList();
            namespaces.forEach(namespace -> stage.apply(namespace, "shop", Specs.RICH));
            namespaces.forEach(namespace -> stage.awaitReady(namespace, "shop"));

            namespaces.forEach(
                    namespace -> stage.client.namespaces().withName(namespace).delete());
            await().atMost(Stage.LIMIT).until(() -> namespaces.stream()
                    .allMatch(namespace ->
                            stage.client.namespaces().withName(namespace).get() == null));

            List<String> said = stage.operator().log().lines().toList();
            assertThat(said).noneMatch(line -> line.contains("forbidden") || line.contains("Exception"));
            for (String namespace : namespaces) {
                assertThat(said.stream().filter(line -> line.contains("namespace " + namespace + " is being deleted")))
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
    }
}

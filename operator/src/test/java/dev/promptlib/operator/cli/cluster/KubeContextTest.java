package dev.promptlib.operator.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeContextTest {
    @ParameterizedTest
    @CsvSource({
        "default, https://127.0.0.1:6443, true",
        "any, https://localhost:6443, true",
        "docker-desktop, https://kubernetes.docker.internal:6443, true",
        "minikube, https://192.168.49.2:8443, true",
        "any, https://192.168.49.2:8443, false",
        "kind-prod, https://api.example.com, false",
        "k3d-x, https://0.0.0.0:40000, true",
        "any, https://[::1]:6443, true",
        "any, https://10.0.0.1, false",
        "any, https://127.example.com, false",
        "any, not a URL, false",
    })
    void knowsWhatIsOnThisMachine(String name, String server, boolean local) {
        assertThat(new KubeContext(name, server, Optional.empty()).isLocal()).isEqualTo(local);
    }
}

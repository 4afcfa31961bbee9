package dev.promptlib.operator.systems;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documents say of networks, and of the way in. */
class SystemNetworkTest {
    @ParameterizedTest
    @CsvSource({
        // Who may reach a part, by the names of parts.
        "guidelines, database, backend backup database-setup pooler restore",
        "guidelines, cache, backend cache-setup",
        "guidelines, pooler, backend",
        "promptlib, cache, app cache-setup",
        "cartrita, database, backend backup database-setup restore",
        "cartrita, cache, backend cache-setup",
        "memoai, pooler, backend",
        "nextjs, cache, app cache-setup"
    })
    void letsOnlyThoseInThatNeedIt(String system, String part, String clients) throws IOException {
        Rendered rendered = Example.of(system).rendered();
        Set<String> let = rendered.only(NetworkPolicy.class, part).getSpec().getIngress().stream()
                .flatMap(rule -> rule.getFrom().stream())
                .map(peer -> peer.getPodSelector().getMatchLabels().get("app.kubernetes.io/component"))
                .collect(Collectors.toSet());
        assertThat(let).containsExactlyInAnyOrder(clients.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "cartrita, backend, 443",
        "cartrita, database, ''",
        "cartrita, cache, ''",
        "memoai, backend, 443",
        "nextjs/tunnel, cloudflared, 443 7844"
    })
    void letsNobodyOutButToWhatItCalls(String system, String part, String ports) throws IOException {
        Rendered rendered = Example.of(system).rendered();
        Set<String> open = rendered.only(NetworkPolicy.class, part).getSpec().getEgress().stream()
                .filter(rule -> rule.getTo().isEmpty())
                .flatMap(rule -> rule.getPorts().stream())
                .map(NetworkPolicyPort::getPort)
                .map(port -> String.valueOf(port.getIntVal()))
                .filter(port -> !port.equals("53"))
                .collect(Collectors.toSet());
        assertThat(open).isEqualTo(ports.isEmpty() ? Set.of() : Set.of(ports.split(" ")));
        assertThat(rendered.all(NetworkPolicy.class).map(p -> p.getMetadata().getName()))
                .contains(rendered.name() + "-deny-all");
    }

    @Test
    void keepsCartritasInternalNetworkInternalWithDocker() throws IOException {
        var file = Example.of("cartrita").composed().file();
        assertThat(file.networks().get("database").internal()).isTrue();
        assertThat(file.networks().get("cache").internal()).isTrue();
        assertThat(file.networks().get("outside").internal()).isNull();
        assertThat(file.services().get("database").reach().networks()).containsOnlyKeys("database");
        assertThat(file.services().get("cache").reach().networks()).containsOnlyKeys("cache");
        assertThat(file.services().get("frontend").reach().networks()).doesNotContainKeys("database", "cache");
    }

    @Test
    void opensNoPortForATunnel() throws IOException {
        Rendered rendered = new Example("systems/nextjs/tunnel").rendered();
        assertThat(rendered.all(Ingress.class)).isEmpty();
        assertThat(rendered.container("cloudflared")
                        .getEnvFrom()
                        .get(0)
                        .getSecretRef()
                        .getName())
                .isEqualTo("tunnel");
        assertThat(Example.of("nextjs")
                        .composed()
                        .file()
                        .services()
                        .get("tunnel")
                        .profiles())
                .containsExactly("tunnel");
    }

    @Test
    void limitsTheRateAtTheDoor() throws IOException {
        String limit = "nginx.ingress.kubernetes.io/limit-rpm";
        assertThat(Example.of("nextjs")
                        .rendered()
                        .only(Ingress.class, "")
                        .getMetadata()
                        .getAnnotations())
                .containsEntry(limit, "100");
        assertThat(Example.of("memoai")
                        .rendered()
                        .only(Ingress.class, "")
                        .getMetadata()
                        .getAnnotations())
                .containsEntry(limit, "60");
    }
}

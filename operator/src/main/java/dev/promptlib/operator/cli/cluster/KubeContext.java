package dev.promptlib.operator.cli.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A cluster as a kubeconfig knows it.
 *
 * @param file the kubeconfig; empty for the usual ones
 */
public record KubeContext(String name, String server, Optional<Path> file) {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]+){3}|\\[::1\\]|0\\.0\\.0\\.0|kubernetes\\.docker\\.internal");
    private static final Pattern PRIVATE = Pattern.compile(
            "10(\\.[0-9]+){3}|192\\.168(\\.[0-9]+){2}|172\\.(1[6-9]|2[0-9]|3[01])(\\.[0-9]+){2}|host\\.docker\\.internal");

    /** Whether it is on this machine: by its address, or by a test cluster's name and a private address. */
    public boolean isLocal() {
        String host = host();
        return LOOPBACK.matcher(host).matches()
                || Flavor.of(this) != Flavor.OTHER && PRIVATE.matcher(host).matches();
    }

    public KubernetesClient client() {
        Config config =
                file.map(f -> Config.fromKubeconfig(name, f.toFile())).orElseGet(() -> Config.autoConfigure(name));
        config.setRequestRetryBackoffLimit(2);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** How to say it to kubectl. */
    public String kubectl() {
        return "kubectl" + file.map(f -> " --kubeconfig " + f).orElse("")
                + (file.isEmpty() ? " --context " + name : "");
    }

    private String host() {
        try {
            String host = URI.create(server).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

package dev.promptlib.operator.cluster;

import java.net.URI;
import java.util.Optional;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/** Shows Testcontainers the Docker Engine that the tests have started; it looks for none there. */
public final class OwnDocker extends DockerClientProviderStrategy {
    private static volatile Optional<URI> address = Optional.empty();

    static void isAt(String host) {
        address = Optional.of(URI.create(host));
    }

    @Override
    public String getDescription() {
        return "the Docker Engine of localkube";
    }

    @Override
    protected boolean isApplicable() {
        return address.isPresent();
    }

    @Override
    protected boolean isPersistable() {
        return false;
    }

    @Override
    public TransportConfig getTransportConfig() {
        return TransportConfig.builder().dockerHost(address.orElseThrow()).build();
    }

    /** Where this machine is itself a container Testcontainers would look for its ports elsewhere. */
    @Override
    public synchronized String getDockerHostIpAddress() {
        return "localhost";
    }
}

package dev.promptlib.operator.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** k3s in a container, where a Docker daemon answers and has the image or can pull it. */
final class K3sCluster implements ClusterSource {
    private static final String VARIABLE = "PROMPTLIB_TEST_K3S_IMAGE";
    private static final String DEFAULT_IMAGE = "rancher/k3s:v1.34.4-k3s1";
    private static final String OWN_IMAGE = "localhost/k3s-airgap:v1.34.4";
    private static final Duration PULL = Duration.ofMinutes(5);

    @Override
    public RunningCluster start(Tier tier) throws ClusterUnavailable {
        if (!DockerEngine.answers()) {
            throw new ClusterUnavailable("no Docker daemon answers, so no k3s: start one, or set DOCKER_HOST");
        }
        return start(tier, System.getenv().getOrDefault(VARIABLE, DEFAULT_IMAGE));
    }

    /** Where no Docker answers, one is started; it has a k3s made of localkube. */
    RunningCluster startWithDocker() throws ClusterUnavailable {
        DockerEngine docker = DockerEngine.found();
        if (docker.ownHost().isEmpty()) {
            return start(Tier.E2E);
        }
        docker.make("build");
        OwnDocker.isAt(docker.ownHost().get());
        return start(Tier.E2E, OWN_IMAGE);
    }

    private static RunningCluster start(Tier tier, String image) throws ClusterUnavailable {
        if (!testcontainersFindsDocker()) {
            throw new ClusterUnavailable("Docker answers, but Testcontainers does not find it: set DOCKER_HOST");
        }
        fetch(image);
        K3sContainer k3s = container(image, tier);
        try {
            TestRun.atEnd(k3s);
            k3s.start();
            Path kubeconfig = Files.createTempFile(Repository.output("it-clusters"), "k3s-", ".kubeconfig");
            Files.writeString(kubeconfig, k3s.getKubeConfigYaml());
            return new RunningCluster(image + " in Docker", kubeconfig, new K3sImages(k3s, image));
        } catch (RuntimeException | IOException e) {
            throw new ClusterUnavailable(image + " does not start in Docker: " + e.getMessage());
        }
    }

    private static K3sContainer container(String image, Tier tier) {
        K3sContainer k3s = new K3sContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("rancher/k3s"));
        if (tier == Tier.IT) {
            k3s.setCommand("server", "--disable-agent", "--disable=traefik", "--tls-san=" + k3s.getHost());
            k3s.waitingFor(Wait.forLogMessage(".*(k3s is up and running|Node controller sync successful).*", 1));
        }
        return k3s;
    }

    /** Testcontainers tells at length, as errors, that it finds no daemon; here that is an answer like another. */
    private static boolean testcontainersFindsDocker() {
        Logger logger = Logger.getLogger("org.testcontainers");
        Level before = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } finally {
            logger.setLevel(before);
        }
    }

    private static void fetch(String image) throws ClusterUnavailable {
        DockerClient docker = DockerClientFactory.lazyClient();
        try {
            docker.inspectImageCmd(image).exec();
        } catch (NotFoundException absent) {
            pull(docker, image);
        }
    }

    private static void pull(DockerClient docker, String image) throws ClusterUnavailable {
        try {
            if (!docker.pullImageCmd(image).start().awaitCompletion(PULL.toSeconds(), TimeUnit.SECONDS)) {
                throw new ClusterUnavailable(
                        "Docker did not pull " + image + " within " + PULL.toMinutes() + " minutes");
            }
        } catch (RuntimeException e) {
            throw new ClusterUnavailable("Docker cannot pull " + image + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterUnavailable("interrupted while Docker pulled " + image);
        }
    }
}

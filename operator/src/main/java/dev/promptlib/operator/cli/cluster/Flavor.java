package dev.promptlib.operator.cli.cluster;

/** What kind of cluster it is, which decides how images get into it. */
public enum Flavor {
    LOCALKUBE,
    OWN_K3S,
    KIND,
    K3D,
    MINIKUBE,
    /** The cluster takes its images from the Docker engine. */
    DOCKER,
    /** Only a registry will do. */
    OTHER;

    public static Flavor of(KubeContext context) {
        String name = context.name();
        if (name.equals("localkube")) {
            return LOCALKUBE;
        }
        if (name.equals(OwnK3s.NAME)) {
            return OWN_K3S;
        }
        if (name.startsWith("kind-")) {
            return KIND;
        }
        if (name.startsWith("k3d-")) {
            return K3D;
        }
        if (name.equals("minikube")) {
            return MINIKUBE;
        }
        return name.equals("docker-desktop") || name.equals("rancher-desktop") || name.startsWith("colima")
                ? DOCKER
                : OTHER;
    }

    /** Whether the ingress controller is at 127.0.0.1:8080. */
    public boolean ingressOn8080() {
        return this == LOCALKUBE || this == OWN_K3S;
    }
}

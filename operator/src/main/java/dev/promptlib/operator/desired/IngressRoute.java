package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Exposure;
import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The Ingress: which path of the host leads to which component. */
final class IngressRoute {
    private static final String ISSUER = "cert-manager.io/issuer";
    private static final String CLUSTER_ISSUER = "cert-manager.io/cluster-issuer";

    private IngressRoute() {}

    static Ingress of(Input input) {
        Owner owner = input.owner();
        Exposure exposure = input.spec().exposure();
        Map<String, String> annotations = new TreeMap<>(exposure.annotations());
        if (exposure.tls() != null && exposure.tls().issuer() != null) {
            Exposure.Issuer issuer = exposure.tls().issuer();
            annotations.put(issuer.kind() == Exposure.Issuer.Kind.Issuer ? ISSUER : CLUSTER_ISSUER, issuer.name());
        }
        IngressBuilder ingress = new IngressBuilder()
                .withMetadata(owner.child(owner.name(), Part.SHARED))
                .editMetadata()
                .addToAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withIngressClassName(exposure.className())
                .addNewRule()
                .withHost(exposure.host())
                .withNewHttp()
                .withPaths(paths(input))
                .endHttp()
                .endRule()
                .endSpec();
        if (exposure.tls() != null) {
            ingress.editSpec()
                    .addNewTl()
                    .withHosts(exposure.host())
                    .withSecretName(
                            exposure.tls().secretName() == null
                                    ? Names.tls(owner)
                                    : exposure.tls().secretName())
                    .endTl()
                    .endSpec();
        }
        return ingress.build();
    }

    private static List<HTTPIngressPath> paths(Input input) {
        return input.spec().exposure().paths().stream()
                .map(rule -> new HTTPIngressPathBuilder()
                        .withPath(rule.path())
                        .withPathType("Prefix")
                        .withNewBackend()
                        .withNewService()
                        .withName(input.owner().name() + "-" + rule.component())
                        .withNewPort()
                        .withName(Ports.FIRST)
                        .endPort()
                        .endService()
                        .endBackend()
                        .build())
                .toList();
    }

    /** Where people find the application, or nothing when it is not exposed. */
    static Optional<String> url(PromptLibrarySpec spec) {
        return Optional.ofNullable(spec.exposure())
                .map(e -> (e.tls() == null ? "http://" : "https://") + e.host() + "/");
    }
}

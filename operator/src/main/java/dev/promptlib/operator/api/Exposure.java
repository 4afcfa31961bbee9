package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** How the application is reached from outside the cluster: an Ingress. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SchemaCustomizer(value = SchemaTouches.class, input = "paths=path")
public record Exposure(
        @JsonPropertyDescription("The host name.")
                @Required
                @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$") String host,
        @JsonPropertyDescription("The IngressClass. Default: the cluster's.") @Size(max = 253) String className,
        @JsonPropertyDescription("More annotations of the Ingress, for its controller.")
                Map<String, String> annotations,
        @JsonPropertyDescription("Serves HTTPS. Default: plain HTTP.") Tls tls,
        @JsonPropertyDescription("Which path leads to which component. Default: / to the first.")
                @Size(min = 1, max = 32) List<PathRule> paths) {

    /** Where the certificate comes from. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "has(self.secretName) || has(self.issuer)",
            message = "say where the certificate comes from: set secretName, or issuer for cert-manager")
    public record Tls(
            @JsonPropertyDescription("The Secret with the certificate; with issuer the one that cert-manager writes."
                            + " Default with issuer: RESOURCE-tls.")
                    @Size(min = 1, max = 253) String secretName,
            @JsonPropertyDescription("The cert-manager issuer that makes the certificate.") Issuer issuer) {}

    /** Names a cert-manager issuer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Issuer(
            @JsonPropertyDescription("The issuer's name.") @Required @Size(min = 1, max = 253) String name,
            @JsonPropertyDescription("Issuer, of this namespace, or ClusterIssuer.") @Default("ClusterIssuer")
                    Kind kind) {
        /** Where the issuer lives. */
        public enum Kind {
            Issuer,
            ClusterIssuer
        }
    }

    /** Leads one path to one component. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PathRule(
            @JsonPropertyDescription("The path's beginning, such as /api.") @Required @Pattern("^/.*$") @Size(max = 255) String path,
            @JsonPropertyDescription("The component's name.") @Required @Size(min = 1, max = 20) String component) {}
}

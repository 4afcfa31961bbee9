package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.ResourceRequirements;

/** PgBouncer between the components and the database. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pooler(
        @JsonPropertyDescription("How many PgBouncer pods.") @Default("1") @Min(1) @Max(10) Integer replicas,
        @JsonPropertyDescription("When a server connection is given back: after each transaction, or with the session.")
                @Default("transaction")
                Mode mode,
        @JsonPropertyDescription("Server connections that each pod opens at most.") @Default("20") @Min(1) @Max(1000) Integer poolSize,
        @JsonPropertyDescription("Client connections that each pod accepts.") @Default("500") @Min(1) @Max(10000) Integer maxClients,
        @JsonPropertyDescription("The image.") @Default("edoburu/pgbouncer:v1.24.1-p1") @Size(min = 1, max = 512) String image,
        @JsonPropertyDescription("Requests and limits, as in a pod.") ResourceRequirements resources) {
    /** When a server connection is given back. */
    public enum Mode {
        transaction,
        session
    }
}

package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Secrets of the application besides its connections. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SchemaCustomizer(value = SchemaTouches.class, input = "generate=name,from=name")
public record AppSecrets(
        @JsonPropertyDescription("Secrets that the operator makes and keeps, such as JWT_SECRET.") @Size(max = 32) List<GeneratedSecret> generate,
        @JsonPropertyDescription("Secrets of the same namespace whose keys the components are given, such as API keys.")
                @Size(max = 16) List<NameRef> from,
        @JsonPropertyDescription("When generated values and passwords are replaced by new ones.") Rotation rotation) {}

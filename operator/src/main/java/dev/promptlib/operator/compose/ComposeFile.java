package dev.promptlib.operator.compose;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/** What a docker-compose.yml holds. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ComposeFile(
        String name,
        Map<String, Service> services,
        Map<String, Network> networks,
        Map<String, Volume> volumes,
        Map<String, HostSecret> secrets) {

    /** A network; an internal one has no way out. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Network(Boolean internal) {
        static final Network INSIDE = new Network(true);
        static final Network OUTSIDE = new Network(null);
    }

    /** A named volume with Docker's defaults. */
    public record Volume() {
        @JsonValue
        Map<String, String> settings() {
            return Map.of();
        }
    }

    /** A secret that lies as a file on the host. */
    public record HostSecret(String file) {}
}

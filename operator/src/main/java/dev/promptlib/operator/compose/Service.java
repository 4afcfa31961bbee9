package dev.promptlib.operator.compose;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;

/** One service of a compose file. Texts are as compose reads them: a dollar sign is written twice. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Service(
        String image,
        List<String> profiles,
        @JsonUnwrapped Program program,
        @JsonUnwrapped Reach reach,
        @JsonUnwrapped Files files,
        @JsonProperty("depends_on") Map<String, Condition> dependsOn,
        HealthCheck healthcheck,
        @JsonUnwrapped Safety safety,
        Deploy deploy,
        Map<String, String> labels,
        Logging logging) {

    /** What runs, and until when. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Program(
            String user,
            List<String> entrypoint,
            List<String> command,
            Map<String, String> environment,
            String restart,
            @JsonProperty("stop_grace_period") String stopGracePeriod) {
        static final String ALWAYS = "unless-stopped";
        static final String ONCE = "no";
    }

    /** Who reaches it, and whom it reaches. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Reach(
            List<String> ports,
            List<String> expose,
            @JsonProperty("network_mode") String networkMode,
            Map<String, Attachment> networks) {
        static final Reach NOTHING = new Reach(List.of(), List.of(), "none", Map.of());
    }

    /** A network that a service is on, and by which other names. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Attachment(List<String> aliases) {}

    /** Where it reads and writes. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Files(
            List<String> volumes,
            List<String> tmpfs,
            @JsonProperty("shm_size") String shmSize,
            List<SecretUse> secrets) {}

    /** A secret of the host, and where it appears. */
    public record SecretUse(@JsonIgnore SecretKey key, String target) {
        @JsonProperty
        public String source() {
            return key.source();
        }
    }

    /** When a service that others wait for is there. */
    @JsonFormat(shape = JsonFormat.Shape.OBJECT)
    public enum Condition {
        service_started,
        service_healthy,
        service_completed_successfully;

        @JsonProperty
        public String condition() {
            return name();
        }
    }

    /** How Docker sees that it works. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HealthCheck(
            List<String> test,
            String interval,
            String timeout,
            Integer retries,
            @JsonProperty("start_period") String startPeriod) {}

    /** What it may not do. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Safety(
            @JsonProperty("read_only") Boolean readOnly,
            @JsonProperty("cap_drop") List<String> capDrop,
            @JsonProperty("cap_add") List<String> capAdd,
            @JsonProperty("security_opt") List<String> securityOpt,
            String ipc,
            @JsonProperty("memswap_limit") String memswapLimit) {
        /** As restricted as Pod Security's highest level. */
        static Safety restricted(String... capabilities) {
            return new Safety(
                    true, List.of("ALL"), List.of(capabilities), List.of("no-new-privileges:true"), null, null);
        }
    }

    /** How many, and how large. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Deploy(Integer replicas, Resources resources) {}

    /** What it may take at most, and what is kept for it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Resources(Amounts limits, Amounts reservations) {
        static Resources of(String cpus, String memory, String reservedMemory) {
            return new Resources(new Amounts(cpus, memory, null), new Amounts(null, reservedMemory, null));
        }
    }

    /** Processors, memory and processes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Amounts(String cpus, String memory, Integer pids) {}

    /** Where its output goes. */
    public record Logging(String driver, Map<String, String> options) {
        static final Logging ROTATED = new Logging(
                "json-file", new java.util.TreeMap<>(Map.of("max-size", "10m", "max-file", "3", "compress", "true")));
    }

    Service with(Reach newReach) {
        return new Service(
                image, profiles, program, newReach, files, dependsOn, healthcheck, safety, deploy, labels, logging);
    }

    Service with(Files newFiles) {
        return new Service(
                image, profiles, program, reach, newFiles, dependsOn, healthcheck, safety, deploy, labels, logging);
    }

    Service with(Map<String, String> newLabels) {
        return new Service(
                image, profiles, program, reach, files, dependsOn, healthcheck, safety, deploy, newLabels, logging);
    }

    Service with(Safety newSafety, Deploy newDeploy) {
        return new Service(
                image, profiles, program, reach, files, dependsOn, healthcheck, newSafety, newDeploy, labels, logging);
    }
}

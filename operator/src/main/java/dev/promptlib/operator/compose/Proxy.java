package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.Exposure;
import dev.promptlib.operator.compose.Service.Condition;
import dev.promptlib.operator.compose.StackPart.OwnedVolume;
import dev.promptlib.operator.compose.StackPart.PreparedFile;
import dev.promptlib.operator.input.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Caddy, which does what the Ingress and its controller do: paths to components, and HTTPS. */
final class Proxy {
    static final String NAME = "proxy";
    private static final String IMAGE = "caddy:2";
    private static final String USER = "1000:1000";
    private static final String CONFIG = NAME + "_config";
    private static final String CERTIFICATE = NAME + "_tls";
    private static final String DATA = NAME + "_data";

    private Proxy() {}

    static StackPart of(Input input) {
        Exposure exposure = input.spec().exposure();
        List<PreparedFile> files = new ArrayList<>();
        files.add(new PreparedFile(CONFIG, "Caddyfile", new Secrets.Open(Caddyfile.of(input)), false));
        List<String> volumes = new ArrayList<>(List.of(CONFIG + ":/etc/caddy:ro", DATA + ":/data", Tools.mount()));
        List<String> ports = new ArrayList<>(List.of("${HTTP_PORT:-80}:" + Caddyfile.HTTP));
        if (exposure.tls() != null) {
            ports.add("${HTTPS_PORT:-443}:" + Caddyfile.HTTPS);
            if (exposure.tls().issuer() == null) {
                volumes.add(CERTIFICATE + ":" + Caddyfile.CERTIFICATE + ":ro");
                for (String file : List.of("tls.crt", "tls.key")) {
                    SecretKey key = new SecretKey(exposure.tls().secretName(), file);
                    files.add(new PreparedFile(CERTIFICATE, file, new Secrets.Given(key), false));
                }
            }
        }
        Map<String, Condition> dependsOn = new LinkedHashMap<>();
        dependsOn.put(Preparation.NAME, Condition.service_completed_successfully);
        exposure.paths().forEach(rule -> dependsOn.put(rule.component(), Condition.service_healthy));
        Service service = new Service(
                IMAGE,
                List.of(),
                new Service.Program(
                        USER,
                        List.of(),
                        List.of("caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"),
                        new TreeMap<>(Map.of("XDG_DATA_HOME", "/data", "XDG_CONFIG_HOME", "/config")),
                        Service.Program.ALWAYS,
                        "30s"),
                new Service.Reach(ports, List.of(), null, Networks.plain(Networks.COMPONENTS, Networks.OUTSIDE)),
                new Service.Files(
                        volumes,
                        List.of("/config:uid=1000,gid=1000,size=16m", "/tmp:uid=1000,gid=1000,size=16m"),
                        null,
                        List.of()),
                dependsOn,
                HealthChecks.tcp(Caddyfile.HTTP),
                // Its program has this capability in its file, and cannot be started where that is withheld.
                Service.Safety.restricted("NET_BIND_SERVICE"),
                new Service.Deploy(null, Service.Resources.of("1", "256M", "64M")),
                Map.of(),
                Service.Logging.ROTATED);
        return new StackPart(NAME, service, files, List.of(new OwnedVolume(DATA, USER)), Set.of());
    }
}

package dev.promptlib.operator.compose;

import dev.promptlib.operator.compose.Service.Condition;
import java.util.List;
import java.util.Map;

/** Cloudflare's end of a tunnel, for machines that nobody reaches from outside; only with `--profile tunnel`. */
final class Tunnel {
    static final SecretKey TOKEN = new SecretKey("tunnel", "token");
    private static final String NAME = "tunnel";
    private static final String IMAGE = "cloudflare/cloudflared:2025.8.1";
    private static final String TOKEN_FILE = "/run/secrets/tunnel-token";

    private Tunnel() {}

    static StackPart part() {
        Service service = new Service(
                IMAGE,
                List.of(NAME),
                new Service.Program(
                        "65532:65532",
                        List.of(),
                        List.of("tunnel", "--no-autoupdate", "run", "--token-file", TOKEN_FILE),
                        Map.of("TUNNEL_METRICS", "127.0.0.1:2000"),
                        Service.Program.ALWAYS,
                        "30s"),
                new Service.Reach(List.of(), List.of(), null, Networks.plain(Networks.COMPONENTS, Networks.OUTSIDE)),
                new Service.Files(List.of(), List.of(), null, List.of(new Service.SecretUse(TOKEN, TOKEN_FILE))),
                Map.of(Proxy.NAME, Condition.service_healthy),
                new Service.HealthCheck(
                        List.of("CMD", "cloudflared", "tunnel", "--metrics", "127.0.0.1:2000", "ready"),
                        "10s",
                        "5s",
                        3,
                        "30s"),
                Service.Safety.restricted(),
                new Service.Deploy(null, Service.Resources.of("0.5", "128M", "64M")),
                Map.of(),
                Service.Logging.ROTATED);
        return StackPart.alone(NAME, service);
    }
}

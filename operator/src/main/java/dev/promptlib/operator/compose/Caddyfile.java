package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.Exposure;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.input.Input;
import java.util.Comparator;
import java.util.List;

/** The proxy's configuration: the rules of the Ingress. */
final class Caddyfile {
    static final int HTTP = 8080;
    static final int HTTPS = 8443;
    static final String CERTIFICATE = "/etc/caddy-tls";

    private static final String GLOBAL =
            """
            {
              admin off
              http_port %d
              https_port %d
              grace_period 10s
              skip_install_trust
              servers {
                protocols h1 h2
              }
            }
            """;
    private static final String ROUTE =
            """
              handle %1$s{
                reverse_proxy {
                  dynamic a {
                    name %2$s
                    port %3$d
                    refresh 5s
                  }
                  lb_try_duration 5s
                }
              }
            """;
    private static final String OTHER_HOSTS =
            """
            http:// {
              respond 404
            }
            """;

    private Caddyfile() {}

    static String of(Input input) {
        Exposure exposure = input.spec().exposure();
        boolean https = exposure.tls() != null;
        StringBuilder text = new StringBuilder();
        text.append(GLOBAL.formatted(HTTP, HTTPS));
        text.append(https ? "https://" : "http://").append(exposure.host()).append(" {\n");
        if (https && exposure.tls().issuer() == null) {
            text.append("  tls %1$s/tls.crt %1$s/tls.key\n".formatted(CERTIFICATE));
        }
        List<Exposure.PathRule> longestFirst = exposure.paths().stream()
                .sorted(Comparator.comparing(
                                (Exposure.PathRule rule) -> prefix(rule).length())
                        .reversed())
                .toList();
        longestFirst.forEach(rule -> text.append(route(input, rule, longestFirst.indexOf(rule))));
        if (longestFirst.stream().noneMatch(rule -> prefix(rule).isEmpty())) {
            text.append("  handle {\n    respond 404\n  }\n");
        }
        text.append("}\n");
        return https ? text.toString() : text.append(OTHER_HOSTS).toString();
    }

    private static String route(Input input, Exposure.PathRule rule, int index) {
        Component component = input.spec().components().stream()
                .filter(each -> each.name().equals(rule.component()))
                .findFirst()
                .orElseThrow();
        boolean all = prefix(rule).isEmpty();
        String matcher = all ? "" : "  @path%1$d path %2$s %2$s/*\n".formatted(index, prefix(rule));
        return matcher
                + ROUTE.formatted(
                        all ? "" : "@path" + index + " ", Names.component(input.owner(), component), component.port());
    }

    /** Without the slash at its end, as /api and /api/ are one prefix to an Ingress. */
    private static String prefix(Exposure.PathRule rule) {
        return rule.path().replaceAll("/+$", "");
    }
}

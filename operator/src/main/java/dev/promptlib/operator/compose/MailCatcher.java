package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.PromptLibrarySpec;
import java.util.List;
import java.util.Map;

/** Takes the mail that an application sends while it is developed, and shows it. */
final class MailCatcher {
    static final int PORT = 8025;
    private static final String NAME = "mail";
    private static final String IMAGE = "axllent/mailpit:v1.27.0";

    private MailCatcher() {}

    /** The spec has one of its own, for Kubernetes too. */
    static boolean isIn(PromptLibrarySpec spec) {
        return spec.components().stream().anyMatch(component -> component.name().equals(NAME));
    }

    static StackPart part() {
        Service service = new Service(
                IMAGE,
                List.of(),
                new Service.Program("1000:1000", List.of(), List.of(), Map.of(), Service.Program.ALWAYS, "10s"),
                new Service.Reach(
                        List.of("127.0.0.1:${MAIL_PORT:-" + PORT + "}:" + PORT),
                        List.of("1025"),
                        null,
                        Networks.plain(Networks.COMPONENTS, Networks.OUTSIDE)),
                new Service.Files(List.of(), List.of("/tmp:uid=1000,gid=1000,size=64m"), null, List.of()),
                Map.of(),
                new Service.HealthCheck(List.of("CMD", "/mailpit", "readyz"), "5s", "3s", 3, "10s"),
                Service.Safety.restricted(),
                new Service.Deploy(null, Service.Resources.of("0.5", "128M", "32M")),
                Map.of(),
                Service.Logging.ROTATED);
        return StackPart.alone(NAME, service);
    }
}

package dev.promptlib.operator.compose;

import java.util.List;

/** Health checks run inside of the container, whose image may have no program to ask with: so it is lent one. */
final class Tools {
    static final String VOLUME = "tools";
    static final String IMAGE = "busybox:1";
    private static final String DIRECTORY = "/run/promptlib";
    private static final String BUSYBOX = DIRECTORY + "/busybox";

    private Tools() {}

    static String mount() {
        return VOLUME + ":" + DIRECTORY + ":ro";
    }

    static boolean usedBy(Service.HealthCheck check) {
        return check != null && check.test().contains(BUSYBOX);
    }

    static List<String> get(int port, String path, int seconds) {
        return List.of(
                BUSYBOX,
                "wget",
                "-q",
                "-T",
                String.valueOf(seconds),
                "-O",
                "/dev/null",
                "http://127.0.0.1:" + port + path);
    }

    static List<String> connect(int port) {
        return List.of(BUSYBOX, "nc", "-w", "3", "127.0.0.1", String.valueOf(port), "-e", BUSYBOX, "true");
    }
}

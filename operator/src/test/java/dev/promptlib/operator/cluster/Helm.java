package dev.promptlib.operator.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** The helm of the PATH, else the one that is built once. Where none can be had, tests that ask are aborted. */
public final class Helm {
    private static final int LIMIT_MINUTES = 20;

    private Helm() {}

    /** Its file, whose name may have the version in it. */
    public static Path command() throws IOException {
        Path log = Repository.output("it-logs").resolve("helm.log");
        var builder = new ProcessBuilder(Repository.file("helm/tool").toString(), "helm")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().merge("PATH", "/usr/local/go/bin", (path, go) -> path + ":" + go);
        if (!succeeds(builder.start())) {
            String reason = "no helm: " + Files.readString(log).strip();
            TestRun.say("!! NOT TESTED with Helm: " + reason);
            throw new TestAbortedException(reason);
        }
        var lines = Files.readAllLines(log);
        return Path.of(lines.get(lines.size() - 1));
    }

    private static boolean succeeds(Process process) {
        try {
            boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

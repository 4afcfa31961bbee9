package dev.promptlib.operator.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Shows, when a test fails, the end of the logs of the operators that ran meanwhile. Every test has it. */
public final class OperatorLogs implements BeforeEachCallback, TestWatcher {
    private static final int LINES = 60;
    private static final Set<Path> LOGS = new ConcurrentSkipListSet<>();
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(OperatorLogs.class);

    static void add(Path log) {
        LOGS.add(log);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put("start", FileTime.fromMillis(System.currentTimeMillis()));
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        FileTime start = context.getStore(NAMESPACE).get("start", FileTime.class);
        for (Path log : LOGS) {
            try {
                if (start == null || Files.getLastModifiedTime(log).compareTo(start) >= 0) {
                    TestRun.say("%s failed; the end of %s:\n%s"
                            .formatted(context.getDisplayName(), log, tail(Files.readAllLines(log))));
                }
            } catch (IOException e) {
                TestRun.say("cannot read " + log + ": " + e);
            }
        }
    }

    private static String tail(List<String> lines) {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}

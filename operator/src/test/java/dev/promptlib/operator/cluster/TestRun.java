package dev.promptlib.operator.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Ends with the test run what was started for it, last first, and then says what could not be tested. */
public final class TestRun implements LauncherSessionListener {
    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();

    static {
        // A run that is interrupted has no end of session.
        Runtime.getRuntime().addShutdownHook(new Thread(TestRun::end, "end-of-test-run"));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        end();
        SkippedTiers.print();
    }

    static synchronized void atEnd(AutoCloseable started) {
        STARTED.push(started);
    }

    public static void say(String text) {
        System.err.println("[test cluster] " + text);
    }

    private static synchronized void end() {
        while (!STARTED.isEmpty()) {
            try {
                STARTED.pop().close();
            } catch (Exception e) {
                say("cannot be ended: " + e);
            }
        }
    }
}

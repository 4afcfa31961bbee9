package dev.promptlib.operator.config;

import io.quarkus.logging.LoggingFilter;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/** Keeps of a line's context what tells it apart: the framework adds all it knows, at greater length than the message. */
@LoggingFilter(name = "context")
final class LogContext implements Filter {
    private static final Set<String> KEPT = Set.of("resource.namespace", "resource.name", "reconcileId");

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord extended) {
            extended.getMdcCopy().keySet().stream()
                    .filter(key -> !KEPT.contains(key))
                    .forEach(extended::removeMdc);
        }
        return true;
    }
}

package dev.promptlib.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class LogContextTest {
    @Test
    void keepsTheResourceAndTheReconcileAndNothingElse() {
        ExtLogRecord line = new ExtLogRecord(Level.INFO, "wrote 1 objects", LogContextTest.class.getName());
        Map<String, String> kept =
                Map.of("resource.namespace", "prod", "resource.name", "shop", "reconcileId", "0123abcd");
        kept.forEach(line::putMdc);
        line.putMdc("resource.uid", "1-2-3");
        line.putMdc("eventsource.event.resource.name", "shop-app");

        assertThat(new LogContext().isLoggable(line)).isTrue();

        assertThat(line.getMdcCopy()).isEqualTo(kept);
    }
}

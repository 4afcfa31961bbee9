package dev.promptlib.app;

import dev.promptlib.app.prompts.Totals;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The meters that belong to no single part: the JVM, and the size of the library as last counted. */
final class AppMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicReference<Totals> totals = new AtomicReference<>();

    AppMetrics(String version) {
        List<MeterBinder> jvm = List.of(
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new ClassLoaderMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics());
        jvm.forEach(binder -> binder.bindTo(registry));
        Gauge.builder("promptlib.build.info", () -> 1)
                .tag("version", version)
                .description("Which version runs")
                .register(registry);
        // Not a number until the first count, because zero prompts would be a claim.
        Gauge.builder(
                        "promptlib.prompts",
                        () -> totals.get() == null ? Double.NaN : totals.get().prompts())
                .description("Prompts in the library")
                .register(registry);
        Gauge.builder(
                        "promptlib.versions",
                        () -> totals.get() == null ? Double.NaN : totals.get().versions())
                .description("Versions of prompts in the library")
                .register(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    void counted(Totals now) {
        totals.set(now);
    }
}

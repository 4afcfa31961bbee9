package dev.promptlib.operator;

import dev.promptlib.operator.cli.Promptlib;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Locale;

/** Starts the operator, or, where there are arguments, the command line without it. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        if (args.length > 0) {
            System.exit(Promptlib.run(args));
        }
        watch(System.getenv("PROMPTLIB_WATCH_NAMESPACES"));
        log(System.getenv("PROMPTLIB_LOG_LEVEL"), System.getenv("PROMPTLIB_LOG_FORMAT"));
        Quarkus.run(args);
    }

    private static void log(String level, String format) {
        if (level != null && !level.isBlank()) {
            System.setProperty("quarkus.log.level", level.strip().toUpperCase(Locale.ROOT));
        }
        if (format != null && !format.isBlank()) {
            System.setProperty(
                    "quarkus.log.console.json.enabled",
                    String.valueOf(format.strip().equals("json")));
        }
    }

    /** The framework knows this setting by another name, and all namespaces by another word. */
    private static void watch(String namespaces) {
        if (namespaces != null && !namespaces.isBlank()) {
            System.setProperty(
                    "quarkus.operator-sdk.namespaces",
                    namespaces.strip().equals("*") ? Constants.WATCH_ALL_NAMESPACES : namespaces);
        }
    }
}

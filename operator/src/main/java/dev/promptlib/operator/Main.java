package dev.promptlib.operator;

import dev.promptlib.operator.cli.Promptlib;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the operator, or, where there are arguments, the command line without it. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        if (args.length > 0) {
            System.exit(Promptlib.run(args));
        }
        watch(System.getenv("PROMPTLIB_WATCH_NAMESPACES"));
        Quarkus.run(args);
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

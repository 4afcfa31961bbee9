package dev.promptlib.app;

import dev.promptlib.app.settings.Environment;
import dev.promptlib.app.settings.FrontendSettings;
import dev.promptlib.app.settings.SettingException;
import dev.promptlib.app.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command line: serve (default) or migrate. Exit code 1 is a failure at work, 2 a setting to correct. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        String command = arguments.length == 0 ? "serve" : arguments[0];
        try {
            if (arguments.length > 1 || !(command.equals("serve") || command.equals("migrate"))) {
                throw new SettingException("command line", "is not understood", "use serve (or nothing) or migrate");
            }
            Environment environment = new Environment(System.getenv());
            if (command.equals("migrate")) {
                migrate(Settings.read(environment));
            } else if (FrontendSettings.asked(environment)) {
                serve(new Frontend(FrontendSettings.read(environment)));
            } else {
                serve(new Application(Settings.read(environment)));
            }
        } catch (SettingException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void serve(Server server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndExit(server), "shutdown"));
        server.start();
    }

    private static void stopAndExit(Server server) {
        Logger log = LoggerFactory.getLogger(Main.class);
        try {
            server.stop();
        } catch (InterruptedException | RuntimeException e) {
            log.error("not stopped cleanly", e);
            Runtime.getRuntime().halt(1);
        }
        // After a SIGTERM the JVM would exit with 143, which Kubernetes shows as an error.
        Runtime.getRuntime().halt(0);
    }

    private static void migrate(Settings settings) {
        try {
            Migration.run(settings);
        } catch (Exception e) {
            LoggerFactory.getLogger(Main.class).error("migration failed", e);
            System.exit(1);
        }
    }
}

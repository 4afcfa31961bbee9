package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Login;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the roles, the database and the extensions. */
public final class DatabaseSetup {
    private static final String SCRIPT = Script.named("database-setup.sh");

    private DatabaseSetup() {}

    /** The Job that makes what is wanted now. */
    public static Job job(Input input) {
        Map<String, String> secret = input.credentials().database();
        List<String> passwords = List.of(
                secret.getOrDefault(Credentials.PASSWORD, ""), secret.getOrDefault(Login.PREVIOUS_PASSWORD, ""));
        return new SetupJob(Part.DATABASE_SETUP, input.spec().database().image(), SCRIPT, "128Mi", env(input, secret))
                .of(input.owner(), Names.databaseSetup(input.owner()), passwords, List.of(), List.of());
    }

    private static List<EnvVar> env(Input input, Map<String, String> secret) {
        Owner owner = input.owner();
        Database database = input.spec().database();
        List<EnvVar> env = new ArrayList<>(List.of(
                Env.value("PGHOST", Names.database(owner)),
                Env.value("PGUSER", DatabaseObjects.SUPERUSER),
                Env.value("PGDATABASE", "postgres"),
                Env.secret("PGPASSWORD", Names.database(owner), Credentials.SUPERUSER_PASSWORD),
                Env.value("APP_DATABASE", database.name()),
                Env.value("APP_OWNER", database.name() + "_owner"),
                Env.value("APP_USER", Login.of(secret, database.user()).user()),
                Env.secret("APP_PASSWORD", Names.database(owner), Credentials.PASSWORD),
                Env.value("IDLE_USER", Login.idle(secret, database.user())),
                Env.value("APP_EXTENSIONS", String.join(" ", database.extensions()))));
        if (Login.previous(secret, database.user()).isPresent()) {
            env.add(Env.secret("IDLE_PASSWORD", Names.database(owner), Login.PREVIOUS_PASSWORD));
        }
        return env;
    }
}

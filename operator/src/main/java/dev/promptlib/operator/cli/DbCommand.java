package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.Database;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Defaults;
import dev.promptlib.operator.input.Login;
import dev.promptlib.operator.input.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** psql in the database's pod. */
@Command(
        name = "db",
        description =
                "Opens psql in the database as the application's role; what is after -- is psql's: db -- -c 'select 1'."
                        + " Without a terminal it reads SQL from standard input.",
        footer = {"", "Exit codes: that of psql; 1 no pod runs, 2 bad usage, 3 no cluster."},
        customSynopsis = "@|bold promptlib db|@ [NAME] [--superuser] [OPTIONS] [-- PSQL-OPTIONS...]",
        sortOptions = false)
final class DbCommand implements Callable<Integer> {
    private static final String SUPERUSER = "postgres";

    @Mixin
    PassedOptions passed;

    @Option(names = "--superuser", description = "As postgres, who may do everything.")
    boolean superuser;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        return passed.run(spec, this::choice);
    }

    private PassedOptions.Choice choice(Target target) {
        Database database = Defaults.of(target.library().getSpec()).database();
        if (database.engine() != Database.Engine.Embedded) {
            throw Failure.of(
                    "the database of " + target.name() + " is not the operator's (engine " + database.engine() + ")",
                    database.engine() == Database.Engine.External
                            ? "its URL is in the Secret "
                                    + database.external().secretRef().name() + "; use psql where that host is reached"
                            : "it has none");
        }
        String user = superuser ? SUPERUSER : application(target, database);
        return new PassedOptions.Choice(
                "database",
                List.of(
                        "env",
                        "PSQL_HISTORY=/dev/null",
                        "PAGER=cat",
                        "psql",
                        "--username=" + user,
                        "--dbname=" + database.name()));
    }

    /** Its two roles take turns, and only one may log in. */
    private static String application(Target target, Database database) {
        Secret secret = target.client()
                .secrets()
                .inNamespace(target.namespace())
                .withName(Names.database(Owner.of(target.library())))
                .get();
        return Login.of(SecretData.decoded(secret == null ? null : secret.getData()), database.user())
                .user();
    }
}

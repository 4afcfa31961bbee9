package dev.promptlib.operator.cli;

import dev.promptlib.operator.api.Cache;
import dev.promptlib.operator.input.Defaults;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** redis-cli in the cache's pod. */
@Command(
        name = "redis",
        description =
                "Opens redis-cli in the cache as the application's user; what is after -- is redis-cli's: redis --"
                        + " GET key",
        footer = {"", "Exit codes: that of redis-cli; 1 no pod runs, 2 bad usage, 3 no cluster."},
        customSynopsis = "@|bold promptlib redis|@ [NAME] [OPTIONS] [-- COMMAND...]",
        sortOptions = false)
final class RedisCommand implements Callable<Integer> {
    /** The container has its user and password as files, which are always those in force. */
    private static final String AS_APPLICATION = "cd /run/secrets/login\n"
            + "REDISCLI_AUTH=$(cat password) exec redis-cli --no-auth-warning --user \"$(cat user)\" \"$@\"";

    @Mixin
    PassedOptions passed;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        return passed.run(spec, RedisCommand::choice);
    }

    private static PassedOptions.Choice choice(Target target) {
        Cache cache = Defaults.of(target.library().getSpec()).cache();
        if (cache.engine() != Cache.Engine.Embedded) {
            throw Failure.of(
                    "the cache of " + target.name() + " is not the operator's (engine " + cache.engine() + ")",
                    cache.engine() == Cache.Engine.External
                            ? "its URL is in the Secret "
                                    + cache.external().secretRef().name() + "; use redis-cli where that host is reached"
                            : "it has none");
        }
        return new PassedOptions.Choice(
                "cache", List.of("env", "REDISCLI_HISTFILE=/dev/null", "sh", "-c", AS_APPLICATION, "sh"));
    }
}

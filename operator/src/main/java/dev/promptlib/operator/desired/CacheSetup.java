package dev.promptlib.operator.desired;

import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Login;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;

/** Lets the users into a Redis that runs already. */
public final class CacheSetup {
    private static final String SCRIPT = Script.named("cache-setup.sh");

    private CacheSetup() {}

    /** The Job that lets in whom the list names now. */
    public static Job job(Input input) {
        Owner owner = input.owner();
        return new SetupJob(
                        Part.CACHE_SETUP,
                        input.spec().cache().image(),
                        SCRIPT,
                        "64Mi",
                        List.of(
                                Env.value("CACHE_HOST", Names.cache(owner)),
                                Env.value(
                                        "IDLE_USER",
                                        Login.idle(input.credentials().cache(), Generated.CACHE_USER)),
                                Env.secret("REDISCLI_AUTH", Names.cache(owner), Credentials.MAINTENANCE_PASSWORD)))
                .of(
                        owner,
                        Names.cacheSetup(owner),
                        CacheUsers.list(input),
                        List.of(Volumes.secret("users", Names.cacheUsers(owner))),
                        List.of(Volumes.readOnly("users", CacheUsers.DIRECTORY)));
    }
}

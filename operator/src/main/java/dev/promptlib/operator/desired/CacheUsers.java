package dev.promptlib.operator.desired;

import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Login;
import dev.promptlib.operator.input.SecretData;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Who gets into the cache, as Redis reads it: the application, and one who can do nothing but let it in. */
final class CacheUsers {
    static final String MAINTENANCE = "maintenance";
    static final String DIRECTORY = "/etc/redis-users";
    private static final String FILE = "users.acl";
    static final String PATH = DIRECTORY + "/" + FILE;

    private CacheUsers() {}

    static String list(Input input) {
        Map<String, String> secret = input.credentials().cache();
        StringBuilder users = new StringBuilder("user default off resetpass -@all\n");
        add(
                users,
                new Login(MAINTENANCE, secret.getOrDefault(Credentials.MAINTENANCE_PASSWORD, "")),
                "-@all +ping +acl|setuser +acl|deluser +acl|list");
        add(users, Login.of(secret, Generated.CACHE_USER), "~* &* +@all -@admin");
        Login.previous(secret, Generated.CACHE_USER).ifPresent(login -> add(users, login, "~* &* +@all -@admin"));
        return users.toString();
    }

    private static void add(StringBuilder users, Login login, String rights) {
        String digest = Checksum.sha256(login.password().getBytes(StandardCharsets.UTF_8));
        users.append("user ")
                .append(login.user())
                .append(" on #")
                .append(digest)
                .append(' ')
                .append(rights)
                .append('\n');
    }

    static Secret secret(Input input) {
        return new SecretBuilder()
                .withMetadata(input.owner().child(Names.cacheUsers(input.owner()), Part.CACHE))
                .withType("Opaque")
                .withData(SecretData.encoded(Map.of(FILE, list(input))))
                .build();
    }
}

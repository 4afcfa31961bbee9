package dev.promptlib.operator.systems;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of the five documents, as the rendered objects have them: one row for each line of a document. */
class SystemPromisesTest {

    @ParameterizedTest
    @CsvSource({
        "guidelines, backend, 8000, /api/system/health, 1001",
        "guidelines, frontend, 3000, /api/system/health, 1001",
        "promptlib, app, 8000, /api/system/health, 1001",
        "interface, backend, 8000, /api/system/health, 1001",
        "interface, frontend, 3000, /api/system/health, 1001",
        "cartrita, backend, 8000, /health, 1001",
        "cartrita, frontend, 3000, /api/health, 1001",
        "nextjs, app, 3000, /api/health, 1001",
        "memoai, backend, 8000, /health, 1000",
        "memoai, frontend, 3000, /api/system/health, 1000",
        "nextjs/dev, app, 3000, /api/health, 1001",
        "nextjs/test, app, 3088, /api/health, 1001"
    })
    void listensAndAnswersWhereTheDocumentSays(String system, String part, int port, String path, long user)
            throws IOException {
        Rendered rendered = system(system);
        Container container = rendered.container(part);
        assertThat(container.getPorts().get(0).getContainerPort()).isEqualTo(port);
        assertThat(rendered.env(part)).containsEntry("PORT", String.valueOf(port));
        var service = rendered.only(Service.class, part).getSpec();
        assertThat(service.getType()).as("inside only").isIn(null, "ClusterIP");
        assertThat(service.getPorts().get(0).getPort()).isEqualTo(port);
        var asked = container.getReadinessProbe().getHttpGet();
        assertThat(asked.getPath()).isEqualTo(path);
        assertThat(asked.getPort()).isEqualTo(new IntOrString("http"));
        assertThat(container.getLivenessProbe().getHttpGet().getPath())
                .as("asks nothing that the process does not have itself")
                .isEqualTo("/api/system/live");
        assertThat(rendered.pod(part).getSpec().getSecurityContext().getRunAsUser())
                .isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource({
        // What the document asks for: kept, and at most.
        "nextjs, app, 512Mi, 1Gi, 1",
        "nextjs, database, 256Mi, 512Mi, 1",
        "nextjs, cache, 128Mi, 256Mi, 1",
        "nextjs/tunnel, cloudflared, 64Mi, 128Mi, 500m",
        "cartrita, backend, 1Gi, 2Gi, 1",
        "cartrita, frontend, 256Mi, 512Mi, 500m",
        "memoai, backend, 1Gi, 2Gi, 2",
    })
    void isGivenWhatTheDocumentSays(String system, String part, String kept, String most, String cpu)
            throws IOException {
        var resources = system(system).container(part).getResources();
        assertThat(resources.getRequests()).containsEntry("memory", new Quantity(kept));
        assertThat(resources.getLimits())
                .containsEntry("memory", new Quantity(most))
                .containsEntry("cpu", new Quantity(cpu));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "promptlib | app | NODE_ENV=production LOG_LEVEL=info STORAGE_DIR=/app/data"
                        + " FRONTEND_URL=https://promptlib.example.com CORS_ORIGIN=https://promptlib.example.com",
                "interface | frontend | BACKEND_URL=http://promptlib-backend:8000",
                "cartrita | backend | CARTRITA_ENV=production TESTING=false",
                "cartrita | frontend | NEXT_PUBLIC_API_URL=https://cartrita.com NEXT_PUBLIC_WS_URL=wss://cartrita.com",
                "nextjs | app | NODE_ENV=production HOSTNAME=0.0.0.0 APP_VERSION=0.1.0",
                "nextjs/dev | app | NODE_ENV=development LOG_LEVEL=debug",
                "nextjs/test | app | NODE_ENV=test PGDATABASE= PGUSER=",
                "memoai | backend | LLM_PROVIDER=claude SESSION_TIMEOUT=3600 JWT_EXPIRATION_HOURS=24 BCRYPT_ROUNDS=12"
                        + " CSRF_PROTECTION=true RATE_LIMIT_PER_MINUTE=60 DB_POOL_SIZE=20",
                "memoai | frontend | BACKEND_URL=http://memoai-backend:8000",
            })
    void isToldWhatTheDocumentSays(String system, String part, String variables) throws IOException {
        Map<String, String> wanted = new TreeMap<>();
        for (String variable : variables.split(" ")) {
            wanted.put(variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        }
        assertThat(system(system).env(part)).containsAllEntriesOf(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "guidelines | backend | DATABASE_URL REDIS_URL API_TOKEN ENCRYPTION_KEY",
                "promptlib | app | DATABASE_URL REDIS_URL JWT_SECRET ENCRYPTION_KEY",
                "cartrita | backend | DATABASE_URL REDIS_URL JWT_SECRET_KEY CARTRITA_API_KEY OPENAI_API_KEY"
                        + " ANTHROPIC_API_KEY DEEPGRAM_API_KEY",
                "memoai | backend | DATABASE_URL REDIS_URL JWT_SECRET_KEY CLAUDE_API_KEY ADMIN_PASSWORD",
            })
    void isGivenItsSecretsAsFiles(String system, String part, String secrets) throws IOException {
        Rendered rendered = system(system);
        Map<String, String> env = rendered.env(part);
        assertThat(rendered.files(part, "/run/secrets/promptlib")).contains(secrets.split(" "));
        for (String secret : secrets.split(" ")) {
            assertThat(env)
                    .containsEntry(secret + "_FILE", "/run/secrets/promptlib/" + secret)
                    .doesNotContainKey(secret);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "guidelines, frontend",
        "interface, frontend",
        "cartrita, frontend",
        "memoai, frontend",
        "nextjs/tunnel, cloudflared"
    })
    void givesNoSecretToAPartThatNeedsNone(String system, String part) throws IOException {
        Rendered rendered = system(system);
        assertThat(rendered.env(part).keySet())
                .noneMatch(name -> name.matches("(DATABASE|REDIS|PG|JWT|.*_KEY|.*PASSWORD).*"));
        assertThat(rendered.pod(part).getSpec().getVolumes())
                .allMatch(volume -> volume.getProjected() == null && volume.getSecret() == null);
    }

    @ParameterizedTest
    @CsvSource({
        "guidelines, API_TOKEN, 48, Alphanumeric",
        "guidelines, ENCRYPTION_KEY, 32, Base64", // 256 bits
        "promptlib, JWT_SECRET, 64, Alphanumeric",
        "promptlib, ENCRYPTION_KEY, 32, Alphanumeric", // 32 characters
        "cartrita, JWT_SECRET_KEY, 32, Base64", // openssl rand -base64 32
        "cartrita, CARTRITA_API_KEY, 32, Base64",
        "nextjs, SESSION_SECRET, 48, Alphanumeric",
        "memoai, JWT_SECRET_KEY, 32, Base64Url", // 32 random bytes
        "memoai, ADMIN_PASSWORD, 24, Alphanumeric"
    })
    void generatesItsSecrets(String system, String secret, int length, String encoding) throws IOException {
        assertThat(system(system).spec().secrets().generate()).anySatisfy(each -> {
            assertThat(each.name()).isEqualTo(secret);
            assertThat(each.length()).isEqualTo(length);
            assertThat(String.valueOf(each.encoding() == null ? "Alphanumeric" : each.encoding()))
                    .isEqualTo(encoding);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "guidelines, guidelines.example.com, /api=backend /=frontend",
        "promptlib, promptlib.example.com, /=app",
        "interface, promptlib.example.com, /api=backend /=frontend",
        "cartrita, cartrita.com, /api=backend /=frontend",
        "nextjs, myapp.example.com, /=app",
        "memoai, memoai.example.com, /api=backend /=frontend"
    })
    void isReachedByHttpsAtItsHost(String system, String host, String paths) throws IOException {
        Rendered rendered = system(system);
        Ingress ingress = rendered.only(Ingress.class, "");
        assertThat(ingress.getSpec().getTls().get(0).getHosts()).containsExactly(host);
        assertThat(ingress.getMetadata().getAnnotations())
                .containsEntry("cert-manager.io/cluster-issuer", "letsencrypt");
        assertThat(ingress.getSpec().getRules().get(0).getHttp().getPaths())
                .extracting(p -> p.getPath() + "="
                        + p.getBackend()
                                .getService()
                                .getName()
                                .substring(rendered.name().length() + 1))
                .containsExactly(paths.split(" "));
    }

    private static Rendered system(String system) throws IOException {
        return Example.of(system).rendered();
    }
}

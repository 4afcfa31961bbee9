package dev.promptlib.app.cache;

import dev.promptlib.app.settings.RedisUrl;
import dev.promptlib.app.settings.Secret;
import dev.promptlib.app.settings.SettingException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis that may be away. While it is, callers are told at once for a moment instead of each waiting in turn. */
public final class Redis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    private static final int TIMEOUT_MS = 400;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Secret secret;
    private RedisUrl url;
    private volatile JedisPooled client;
    private volatile long pausedUntil = System.nanoTime();
    private volatile boolean away;

    public Redis(Secret secret) {
        this.secret = secret;
        this.url = RedisUrl.parse(secret);
        this.client = open(url);
    }

    /** The command's result, or nothing when there is none or Redis is away. */
    public <T> Optional<T> call(Function<JedisPooled, T> command) {
        if (System.nanoTime() - pausedUntil < 0) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(callNow(command));
        } catch (JedisException e) {
            return Optional.empty();
        }
    }

    /** Calls without regard to the pause; a failure is tried once more, on a new connection with the current secret. */
    public <T> T callNow(Function<JedisPooled, T> command) {
        try {
            try {
                return back(command.apply(client));
            } catch (JedisException e) {
                reconnect();
                return back(command.apply(client));
            }
        } catch (JedisException e) {
            pausedUntil = System.nanoTime() + PAUSE.toNanos();
            if (!away) {
                LOG.warn("the cache at {} is away, working without it: {}", secret.source(), e.getMessage());
            }
            away = true;
            throw e;
        }
    }

    private <T> T back(T result) {
        if (away) {
            LOG.info("the cache is back");
            away = false;
            pausedUntil = System.nanoTime();
        }
        return result;
    }

    /** Idle connections are as dead as the one that failed; the secret may have been rotated. */
    private synchronized void reconnect() {
        RedisUrl now = url;
        try {
            now = RedisUrl.parse(secret);
        } catch (SettingException e) {
            LOG.warn("{}", e.getMessage());
        }
        if (now.equals(url)) {
            client.getPool().clear();
            return;
        }
        LOG.info("{} has changed, the new value is in use", secret.source());
        JedisPooled old = client;
        client = open(now);
        url = now;
        old.close();
    }

    private static JedisPooled open(RedisUrl url) {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(8);
        pool.setMaxWait(Duration.ofMillis(TIMEOUT_MS));
        pool.setJmxEnabled(false);
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                .user(url.user().isEmpty() ? null : url.user())
                .password(url.password().isEmpty() ? null : url.password())
                .database(url.database())
                .ssl(url.tls())
                .connectionTimeoutMillis(TIMEOUT_MS)
                .socketTimeoutMillis(TIMEOUT_MS)
                .clientName("promptlib-app")
                .build();
        return new JedisPooled(pool, new HostAndPort(url.host(), url.port()), config);
    }

    @Override
    public void close() {
        client.close();
    }
}

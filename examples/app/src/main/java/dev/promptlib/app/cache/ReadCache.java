package dev.promptlib.app.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import redis.clients.jedis.params.SetParams;

/**
 * Keeps answers to reads. All keys carry the current generation, and a write starts a new one: so a write forgets
 * everything at once, and a read that raced with it stores under a generation nobody asks for any more.
 */
public final class ReadCache {
    private static final String GENERATION = "promptlib:generation";
    private static final long SECONDS = 60;

    private final Optional<Redis> redis;
    private final Counter hits;
    private final Counter misses;
    private volatile boolean forgetOwed;

    /** Produces an answer that is not in the cache. */
    public interface Loader {
        byte[] load() throws Exception;
    }

    public ReadCache(Optional<Redis> redis, MeterRegistry metrics) {
        this.redis = redis;
        this.hits = requests("hit", metrics);
        this.misses = requests("miss", metrics);
    }

    public byte[] read(String key, Loader loader) throws Exception {
        if (redis.isEmpty()) {
            return loader.load();
        }
        if (forgetOwed) {
            forgetAll();
        }
        // While a write could not be announced, what is in the cache may be older than it.
        Optional<String> generation = forgetOwed ? Optional.empty() : redis.flatMap(this::generation);
        Optional<byte[]> full = generation.map(current -> bytes("promptlib:" + current + ":" + key));
        Optional<byte[]> known = full.flatMap(name -> redis.get().call(client -> client.get(name)));
        (known.isPresent() ? hits : misses).increment();
        if (known.isPresent()) {
            return known.get();
        }
        byte[] loaded = loader.load();
        full.ifPresent(name -> redis.get().call(client -> client.setex(name, SECONDS, loaded)));
        return loaded;
    }

    /** Forgets every answer, now or as soon as Redis can be reached. */
    public void forgetAll() {
        redis.ifPresent(there -> forgetOwed = there.call(
                        client -> client.set(GENERATION, UUID.randomUUID().toString()))
                .isEmpty());
    }

    private Optional<String> generation(Redis there) {
        return there.call(client -> client.get(GENERATION))
                .or(() -> there.call(client -> {
                    client.set(
                            GENERATION,
                            UUID.randomUUID().toString(),
                            SetParams.setParams().nx());
                    return client.get(GENERATION);
                }));
    }

    private static Counter requests(String result, MeterRegistry metrics) {
        return Counter.builder("promptlib.cache.requests")
                .description("Reads that asked the cache")
                .tag("result", result)
                .register(metrics);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.promptlib.operator.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Redis' maxmemory-policy. */
public enum EvictionPolicy {
    @JsonProperty("noeviction")
    NO_EVICTION("noeviction"),
    @JsonProperty("allkeys-lru")
    ALL_KEYS_LRU("allkeys-lru"),
    @JsonProperty("allkeys-lfu")
    ALL_KEYS_LFU("allkeys-lfu"),
    @JsonProperty("allkeys-random")
    ALL_KEYS_RANDOM("allkeys-random"),
    @JsonProperty("volatile-lru")
    VOLATILE_LRU("volatile-lru"),
    @JsonProperty("volatile-lfu")
    VOLATILE_LFU("volatile-lfu"),
    @JsonProperty("volatile-random")
    VOLATILE_RANDOM("volatile-random"),
    @JsonProperty("volatile-ttl")
    VOLATILE_TTL("volatile-ttl");

    private final String redisName;

    EvictionPolicy(String redisName) {
        this.redisName = redisName;
    }

    public String redisName() {
        return redisName;
    }
}

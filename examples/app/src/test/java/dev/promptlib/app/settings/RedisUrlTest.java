package dev.promptlib.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RedisUrlTest {
    @Test
    void readsAllParts() {
        assertThat(parse("redis://me:p%40ss@cache:6380/3"))
                .isEqualTo(new RedisUrl("cache", 6380, 3, "me", "p@ss", false));
    }

    @Test
    void fillsInWhatIsLeftOut() {
        assertThat(parse("redis://cache")).isEqualTo(new RedisUrl("cache", 6379, 0, "", "", false));
        assertThat(parse("rediss://:pass@[::1]/")).isEqualTo(new RedisUrl("::1", 6379, 0, "", "pass", true));
    }

    @Test
    void refusesADatabaseThatIsNoNumber() {
        assertThatThrownBy(() -> parse("redis://:s3cret@cache/zero"))
                .hasMessageStartingWith("REDIS_URL: has a database that is no number")
                .message()
                .doesNotContain("s3cret");
    }

    private static RedisUrl parse(String url) {
        return RedisUrl.parse(Secret.ofText("REDIS_URL", url));
    }
}

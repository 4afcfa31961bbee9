package dev.promptlib.operator.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionUrlTest {
    @Test
    void readsAllParts() {
        assertThat(ConnectionUrl.postgres("postgresql://me:p%40s%2Fs+x@db.example.com:6432/shop?sslmode=require\n"))
                .isEqualTo(new ConnectionUrl(
                        "postgresql://me:p%40s%2Fs+x@db.example.com:6432/shop?sslmode=require",
                        "me", "p@s/s+x", "db.example.com", 6432, "shop"));
    }

    @Test
    void knowsTheUsualPorts() {
        assertThat(ConnectionUrl.postgres("postgres://db/shop").port()).isEqualTo(5432);
        assertThat(ConnectionUrl.redis("rediss://:secret@cache").port()).isEqualTo(6379);
    }

    @ParameterizedTest
    @CsvSource({
        "'mysql://db/shop', does not begin with postgres:// or postgresql://",
        "'not a url', is not a URL",
        "'postgres://me:p@ss:w@rd@db/shop', names no host",
        "'postgres://db', names no database",
        "'postgres://me:top%secret@db/shop', is not a URL",
    })
    void saysWhatIsWrongWithoutRepeatingTheUrl(String url, String message) {
        assertThatThrownBy(() -> ConnectionUrl.postgres(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("secret")
                .doesNotContain("p@ss");
    }
}

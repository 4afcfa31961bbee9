package dev.promptlib.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "p@ss",
                "a:b",
                "a/b",
                "a?b=c&d",
                "a#b",
                "100%",
                "a+b c",
                "[x]",
                "päß€",
                "@@::",
                "'\"\\;$(id)",
                "%41"
            })
    void givesBackAnyPasswordThatWasPercentEncoded(String password) {
        String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");

        DatabaseUrl url = parse("postgresql://app:" + encoded + "@db:5432/lib?sslmode=require");

        assertThat(url.properties(Map.of()))
                .containsEntry("password", password)
                .containsEntry("user", "app")
                .containsEntry("sslmode", "require");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/lib");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p@ss", "a:b", "a/b", "a?b=c&d", "a#b", "a+b", "@@::", "$(id)"})
    void understandsPasswordsThatSomebodyForgotToEncode(String password) {
        DatabaseUrl url = parse("postgres://app:" + password + "@db/lib");

        assertThat(url.properties(Map.of())).containsEntry("password", password);
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db/lib");
    }

    @Test
    void letsTheUrlWinOverDefaultsAndTranslatesLibpqNames() {
        DatabaseUrl url = parse("postgresql://app@db/lib?connect_timeout=7&application_name=my%20app");

        assertThat(url.properties(Map.of("connectTimeout", "2", "tcpKeepAlive", "true")))
                .containsEntry("connectTimeout", "7")
                .containsEntry("ApplicationName", "my app")
                .containsEntry("tcpKeepAlive", "true");
    }

    @Test
    void acceptsSeveralHostsAndIpv6() {
        assertThat(parse("postgresql://u:p@a:1,b:2/lib").jdbcUrl()).isEqualTo("jdbc:postgresql://a:1,b:2/lib");
        assertThat(parse("postgresql://u:p@[::1]:5432/lib").jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5432/lib");
    }

    @Test
    void encodesTheDatabaseNameSoThatItCannotAddParameters() {
        assertThat(parse("postgresql://u:p@db/lib%3Fssl%3Dfalse").jdbcUrl())
                .isEqualTo("jdbc:postgresql://db/lib%3Fssl%3Dfalse");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:s3cret@db/lib",
                "postgresql://u:s3cret@/lib",
                "postgresql://u:s3cret@db",
                "postgresql://:s3cret@db/lib",
                "postgresql://u:s3cret%zz@db/lib",
                "postgresql://u:s3cret@db/lib?nonsense",
                "s3cret"
            })
    void saysWhereAndWhatButNeverThePassword(String url) {
        assertThatThrownBy(() -> parse(url))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("DATABASE_URL: ")
                .message()
                .contains("; ")
                .doesNotContain("s3cret");
    }

    @Test
    void hidesThePasswordWhenPrinted() {
        assertThat(parse("postgresql://u:s3cret@db/lib").toString()).isEqualTo("postgresql://db/lib");
    }

    private static DatabaseUrl parse(String url) {
        return DatabaseUrl.parse(Secret.ofText("DATABASE_URL", url));
    }
}

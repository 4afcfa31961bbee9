package dev.promptlib.operator.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private static final String SECRET = "s3cr3t/+ \"x\"-value";

    private final Redaction redaction =
            new Redaction(List.of(SECRET, "abc1", "x", "first line of a key file\nsecond line of a key file"));

    @Test
    void takesAValueOutInEveryForm() {
        String base64 = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
        String text = "plain " + SECRET + ", base64 " + base64 + ", in a URL s3cr3t%2F%2B%20%22x%22-value, in JSON"
                + " \"s3cr3t/+ \\\"x\\\"-value\"";

        assertThat(redaction.of(text))
                .isEqualTo("plain <removed>, base64 <removed>, in a URL <removed>, in JSON \"<removed>\"");
    }

    @Test
    void takesPasswordsOutOfUrlsThatNobodyKnows() {
        assertThat(redaction.of("postgresql://app:unknown@db:5432/app redis://:pw@cache"))
                .isEqualTo("postgresql://app:<removed>@db:5432/app redis://:<removed>@cache");
        assertThat(redaction.of("see http://example.com:8080/a@b")).isEqualTo("see http://example.com:8080/a@b");
    }

    @Test
    void takesShortValuesForWholeWordsOnly() {
        assertThat(redaction.of("abc1 abc12 (abc1) x")).isEqualTo("<removed> abc12 (<removed>) x");
    }

    @Test
    void takesALongValueOutLineByLine() {
        assertThat(redaction.of("log: second line of a key file!")).isEqualTo("log: <removed>!");
    }

    @Test
    void takesTheLongerValueFirst() {
        assertThat(new Redaction(List.of("password", "password-and-more")).of("password-and-more"))
                .isEqualTo("<removed>");
    }
}

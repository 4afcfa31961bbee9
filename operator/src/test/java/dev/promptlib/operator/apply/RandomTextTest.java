package dev.promptlib.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.GeneratedSecret.Encoding;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomTextTest {
    private final RandomText random = new RandomText();

    @Test
    void hasTheAskedLengthInEachEncoding() {
        assertThat(random.text(40, Encoding.Alphanumeric)).matches("[A-Za-z0-9]{40}");
        assertThat(Base64.getDecoder().decode(random.text(40, Encoding.Base64))).hasSize(40);
        assertThat(Base64.getUrlDecoder().decode(random.text(40, Encoding.Base64Url)))
                .hasSize(40);
        assertThat(random.text(40, Encoding.Hex)).matches("[0-9a-f]{80}");
    }

    @Test
    void isNeverTheSameTwice() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(seen.add(random.text(16, Encoding.Alphanumeric))).isTrue();
        }
    }
}

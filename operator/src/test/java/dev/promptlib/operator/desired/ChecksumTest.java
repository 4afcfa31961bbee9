package dev.promptlib.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    @Test
    void tellsKeysFromValues() {
        assertThat(Checksum.of(Map.of("ab", "c"))).isNotEqualTo(Checksum.of(Map.of("a", "bc")));
    }

    @Test
    void ofObjectsDoesNotDependOnTheOrderOfKeys() {
        Map<String, Object> one = new LinkedHashMap<>(Map.of("a", 1));
        one.put("b", Map.of("x", 1, "y", 2));
        Map<String, Object> other = new LinkedHashMap<>(Map.of("b", Map.of("y", 2, "x", 1)));
        other.put("a", 1);
        assertThat(Checksum.ofObject(one)).isEqualTo(Checksum.ofObject(other));
    }
}

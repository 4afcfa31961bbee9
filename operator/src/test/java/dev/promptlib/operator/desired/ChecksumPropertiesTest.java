package dev.promptlib.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ChecksumPropertiesTest {
    @Property
    void doesNotDependOnTheOrder(@ForAll Map<String, String> values) {
        Map<String, String> reversed = new LinkedHashMap<>();
        values.keySet().stream()
                .sorted(java.util.Comparator.reverseOrder())
                .forEach(k -> reversed.put(k, values.get(k)));
        assertThat(Checksum.of(reversed)).isEqualTo(Checksum.of(values));
    }
}

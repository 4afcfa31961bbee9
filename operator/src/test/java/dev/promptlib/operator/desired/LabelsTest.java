package dev.promptlib.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
    @ParameterizedTest
    @CsvSource({
        "app:1.2, 1.2",
        "registry.example:5000/team/app:v3, v3",
        "registry.example:5000/app, latest",
        "app@sha256:0123456789abcdef, 0123456789abcdef",
        "app:1.0@sha256:0123, 1.0",
        "app:_odd_, odd",
    })
    void tellTheVersionOfAnImage(String image, String version) {
        assertThat(Labels.version(image)).isEqualTo(version);
    }
}

package dev.promptlib.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LabelsPropertiesTest {
    @Property
    void areAlwaysOnesThatKubernetesTakes(@ForAll String tag) {
        assertThat(Labels.version("app:" + tag))
                .matches("^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$")
                .hasSizeLessThan(64);
    }
}

package dev.promptlib.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class SharedFieldsTest {
    private final ObjectMapper mapper = new ObjectMapper();
    private final KubernetesSerialization serialization = new KubernetesSerialization(mapper, true);

    private FieldsV1 fields(String json) {
        ConfigMap map = serialization.unmarshal(
                "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"managedFields\":[{\"manager\":\"m\",\"fieldsV1\":"
                        + json + "}]}}",
                ConfigMap.class);
        return map.getMetadata().getManagedFields().get(0).getFieldsV1();
    }

    @Test
    void keepsFieldsThatAreEqualOnce() {
        new SharedFields().customize(mapper);
        FieldsV1 first = fields("{\"f:data\":{\"f:a\":{}}}");

        assertThat(first.getAdditionalProperties()).containsOnlyKeys("f:data");
        assertThat(fields("{ \"f:data\": { \"f:a\": {} } }")).isSameAs(first);
        assertThat(fields("{\"f:data\":{\"f:b\":{}}}")).isNotEqualTo(first);
        assertThat(serialization.asJson(first)).isEqualTo("{\"f:data\":{\"f:a\":{}}}");
    }
}

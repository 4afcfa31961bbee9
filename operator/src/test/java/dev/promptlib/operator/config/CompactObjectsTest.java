package dev.promptlib.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.runtime.RawExtension;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompactObjectsTest {
    private static final String DATA = "{\"f:data\":{\"f:a\":{}}}";

    private final ObjectMapper mapper = new ObjectMapper();
    private final KubernetesSerialization serialization = new KubernetesSerialization(mapper, true);

    @BeforeEach
    void compact() {
        new CompactObjects().customize(mapper);
    }

    private static String map(String fields) {
        return "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"shop\",\"managedFields\":"
                + "[{\"manager\":\"m\",\"fieldsV1\":" + fields + "}]}}";
    }

    private static Map<String, Object> fields(ConfigMap map) {
        return map.getMetadata().getManagedFields().get(0).getFieldsV1().getAdditionalProperties();
    }

    private Map<String, Object> fields(String json) {
        return fields(serialization.unmarshal(map(json), ConfigMap.class));
    }

    @Test
    void keepsEqualFieldsOnceAsTheyAre() {
        Map<String, Object> first = fields(DATA);

        assertThat(first).isEqualTo(Map.of("f:data", Map.of("f:a", Map.of())));
        assertThat(fields("{ \"f:data\": { \"f:a\": {} } }")).isSameAs(first);
        assertThat(fields("{\"f:data\":{\"f:b\":{}}}")).isNotEqualTo(first);
        assertThat(serialization.asJson(first)).isEqualTo(DATA);
    }

    @Test
    void keepsEqualPartsOfDifferentFieldsOnce() {
        Map<String, Object> one = fields("{\"f:data\":{\"f:a\":{}},\"k:{\\\"uid\\\":\\\"1\\\"}\":{}}");
        Map<String, Object> other = fields("{\"f:data\":{\"f:a\":{}},\"k:{\\\"uid\\\":\\\"2\\\"}\":{}}");

        assertThat(one).isNotEqualTo(other);
        assertThat(one.get("f:data")).isSameAs(other.get("f:data"));
    }

    @Test
    void keepsOnceWhatAWatchBrings() {
        WatchEvent event =
                serialization.unmarshal("{\"type\":\"ADDED\",\"object\":" + map(DATA) + "}", WatchEvent.class);

        assertThat(fields((ConfigMap) event.getObject())).isSameAs(fields(DATA));
    }

    @Test
    void keepsAWordOnce() {
        String one = serialization
                .unmarshal(map(DATA), ConfigMap.class)
                .getMetadata()
                .getName();

        assertThat(one).isEqualTo("shop");
        assertThat(serialization
                        .unmarshal(map(DATA), ConfigMap.class)
                        .getMetadata()
                        .getName())
                .isSameAs(one);
    }

    @Test
    void keepsTheLikePartsOfReleasesOnce() {
        Map<?, ?> one = release("{\"image\":\"a:1\",\"args\":[1,null],\"env\":[{\"name\":\"A\"}],\"none\":null}");
        Map<?, ?> other = release("{\"image\":\"a:2\",\"args\":[1,null],\"env\":[{\"name\":\"A\"}],\"none\":null}");

        assertThat(one.get("env")).isEqualTo(List.of(Map.of("name", "A"))).isSameAs(other.get("env"));
        assertThat(one.get("image")).isEqualTo("a:1");
        assertThat(one.get("args")).asInstanceOf(LIST).containsExactly(1, null);
        assertThat(one.containsKey("none")).isTrue();
    }

    private Map<?, ?> release(String data) {
        String json =
                "{\"kind\":\"ControllerRevision\",\"apiVersion\":\"apps/v1\",\"revision\":1,\"data\":" + data + "}";
        RawExtension raw = (RawExtension)
                serialization.unmarshal(json, ControllerRevision.class).getData();
        return (Map<?, ?>) raw.getValue();
    }
}

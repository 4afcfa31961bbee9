package dev.promptlib.operator.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Which fields a manager owns is most of what an object takes in memory, and alike in all objects of a kind: those that are equal
 * are kept once.
 */
@Singleton
public class SharedFields implements KubernetesClientObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("shared-fields").addDeserializer(FieldsV1.class, new Interning()));
    }

    private static final class Interning extends JsonDeserializer<FieldsV1> {
        private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

        private final Map<FieldsV1, WeakReference<FieldsV1>> known = new WeakHashMap<>();

        @Override
        public FieldsV1 deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            FieldsV1 fields = new FieldsV1();
            fields.setAdditionalProperties(parser.readValueAs(FIELDS));
            synchronized (known) {
                WeakReference<FieldsV1> earlier = known.get(fields);
                FieldsV1 shared = earlier == null ? null : earlier.get();
                if (shared == null) {
                    known.put(fields, new WeakReference<>(fields));
                    return fields;
                }
                return shared;
            }
        }
    }
}

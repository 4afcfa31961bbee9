package dev.promptlib.operator.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.runtime.RawExtension;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;

/**
 * The caches hold the same again and again: the words of all objects, which fields a manager owns, which differ in the uid of
 * the object's owner, and releases, which differ in an image. Each is kept once.
 */
@Singleton
public class CompactObjects implements KubernetesClientObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        SharedTrees trees = new SharedTrees();
        mapper.registerModule(new SimpleModule("compact-objects")
                .addDeserializer(String.class, new Words())
                .addDeserializer(FieldsV1.class, new Fields(trees))
                .addDeserializer(RawExtension.class, new Data(trees)));
    }

    private static final class Words extends StringDeserializer {
        /** Longer than names and the API's words are: contents of files, of which few are alike. */
        private static final int LONG = 256;

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = super.deserialize(parser, context);
            return text == null || text.length() > LONG ? text : text.intern();
        }
    }

    private static final class Fields extends JsonDeserializer<FieldsV1> {
        private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

        private final SharedTrees trees;

        Fields(SharedTrees trees) {
            this.trees = trees;
        }

        @Override
        @SuppressWarnings("unchecked")
        public FieldsV1 deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            FieldsV1 fields = new FieldsV1();
            fields.setAdditionalProperties((Map<String, Object>) trees.share(parser.readValueAs(TREE)));
            return fields;
        }
    }

    private static final class Data extends JsonDeserializer<RawExtension> {
        private final SharedTrees trees;

        Data(SharedTrees trees) {
            this.trees = trees;
        }

        @Override
        public RawExtension deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return new RawExtension(trees.share(parser.readValueAs(Object.class)));
        }
    }
}

package dev.promptlib.operator.cli.validate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.promptlib.operator.api.PromptLibrarySpec;
import java.io.IOException;

/**
 * Makes a spec of what was read. Types of Kubernetes are looked into only when there is a value of them: to know them all takes
 * longer than all else that a command does.
 */
final class SpecReader {
    private static final String KUBERNETES = "io.fabric8.kubernetes.api.model.";
    private static final ObjectMapper ALL = new ObjectMapper();
    private static final ObjectMapper OURS =
            JsonMapper.builder().addModule(new LaterModule()).build();

    private SpecReader() {}

    static PromptLibrarySpec spec(Object content) {
        return OURS.convertValue(content, PromptLibrarySpec.class);
    }

    private static final class LaterModule extends SimpleModule {
        private static final long serialVersionUID = 1L;

        LaterModule() {
            super("later");
        }

        @Override
        public void setupModule(SetupContext context) {
            context.addDeserializers(new Deserializers.Base() {
                @Override
                public JsonDeserializer<?> findBeanDeserializer(
                        JavaType type, DeserializationConfig config, BeanDescription description) {
                    return type.getRawClass().getName().startsWith(KUBERNETES) ? new Later(type) : null;
                }
            });
        }
    }

    private static final class Later extends JsonDeserializer<Object> {
        private final JavaType type;

        Later(JavaType type) {
            this.type = type;
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return ALL.readValue(parser, type);
        }
    }
}

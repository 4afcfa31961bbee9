package dev.promptlib.operator.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.References;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The examples that the Kubernetes objects are tested with, too. */
public final class Examples {
    private static final Path FOLDER = Path.of("src/test/resources/dev/promptlib/operator/desired");

    /** What the examples refer to. */
    static final References REFERENCES = new References(
            Map.of(
                    "given", Map.of("url", "postgres://me:p%40ss@db.example.com/shop", "OPENAI_API_KEY", "sk-1"),
                    "redis", Map.of("url", "rediss://:pw@cache.example.com:6380/0")),
            Map.of("settings", Map.of("a.yaml", "a: 1")));

    private Examples() {}

    static Stream<Path> all() throws IOException {
        return all(Path.of("."));
    }

    /** Of the operator's module, wherever the tests are started. */
    public static Stream<Path> all(Path module) throws IOException {
        try (Stream<Path> files = Files.list(module.resolve(FOLDER))) {
            return Stream.concat(
                    Stream.of(module.resolve("../examples/promptlib.yaml")),
                    files.filter(f -> f.toString().endsWith(".in.yaml")).sorted().toList().stream());
        }
    }

    static Path path(String name) {
        return FOLDER.resolve(name + ".in.yaml");
    }

    public static String name(Path example) {
        return example.getFileName().toString().replace(".in.yaml", "").replace(".yaml", "");
    }

    /** A variant is one of the command's profiles, or nothing. */
    public static Composed composed(Path example, String variant) throws IOException {
        JsonNode yaml = new YAMLMapper().readTree(Files.readString(example));
        if (!variant.isEmpty()) {
            ((ObjectNode) yaml.get("spec")).put("profile", variant.equals("hardened") ? "production" : variant);
        }
        PromptLibrary resource = Serialization.unmarshal(yaml.toString(), PromptLibrary.class);
        Input input = Input.of(
                new Owner(resource.getMetadata().getName(), "promptlib", ""),
                resource.getSpec(),
                REFERENCES,
                Credentials.NONE);
        return Compose.of(input, variant.equals("hardened"), List.of());
    }

    public static String yaml(Path example, String variant) throws IOException {
        String command = "promptlib compose examples/" + example.getFileName();
        return ComposeYaml.of(
                composed(example, variant), variant.isEmpty() ? command : command + " --profile " + variant);
    }
}

package dev.promptlib.operator.cli.compose;

import dev.promptlib.operator.api.Profile;
import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.install.Library;
import dev.promptlib.operator.cli.install.Manifests;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.Problem;
import dev.promptlib.operator.input.References;
import dev.promptlib.operator.input.Validation;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A PromptLibrary of a file, with what it refers to: from the same file, and Secrets from files of this machine. */
public final class ComposeSource {
    private ComposeSource() {}

    /**
     * Reads it.
     *
     * @param secrets the user's own secrets, by Secret and key
     */
    public static Input read(Path file, Optional<Profile> profile, Map<String, Map<String, String>> secrets) {
        Library library = Library.read(file, Optional.empty());
        List<GenericKubernetesResource> documents = Manifests.parse(library.yaml());
        profile.ifPresent(chosen -> documents.forEach(document -> choose(document, chosen)));
        PromptLibrary resource = only(documents, "PromptLibrary", PromptLibrary.class).values().stream()
                .findFirst()
                .orElseThrow();
        if (resource.getSpec() == null || resource.getSpec().components() == null) {
            throw Failure.of(file + ": spec.components is missing: describe at least one", "correct the file");
        }
        Owner owner = new Owner(library.name(), library.namespace(), "");
        Input input = Input.of(owner, resource.getSpec(), references(documents, secrets), Credentials.NONE);
        List<Problem> problems = Validation.problems(input);
        if (!problems.isEmpty()) {
            throw Failure.of(
                    file + " cannot be carried out:\n"
                            + problems.stream().map(p -> "  " + p).collect(Collectors.joining("\n")),
                    "correct the file; what it refers to can be in the same file, and Secrets also as files"
                            + " secrets/NAME/KEY beside the compose file");
        }
        return input;
    }

    private static void choose(GenericKubernetesResource document, Profile profile) {
        if ("PromptLibrary".equals(document.getKind()) && document.get("spec") instanceof Map<?, ?> spec) {
            Map<String, Object> changed = new TreeMap<>();
            spec.forEach((key, value) -> changed.put(String.valueOf(key), value));
            changed.put("profile", profile.name());
            document.setAdditionalProperty("spec", changed);
        }
    }

    private static References references(
            List<GenericKubernetesResource> documents, Map<String, Map<String, String>> secrets) {
        Map<String, Map<String, String>> all = new TreeMap<>(secrets);
        only(documents, "Secret", Secret.class).forEach((name, secret) -> all.put(name, values(name, secret)));
        Map<String, Map<String, String>> configMaps = new TreeMap<>();
        only(documents, "ConfigMap", ConfigMap.class)
                .forEach((name, map) ->
                        configMaps.put(name, Optional.ofNullable(map.getData()).orElse(Map.of())));
        return new References(all, configMaps);
    }

    private static <T> Map<String, T> only(List<GenericKubernetesResource> documents, String kind, Class<T> type) {
        return documents.stream()
                .filter(each -> kind.equals(each.getKind()))
                .collect(Collectors.toMap(
                        each -> each.getMetadata().getName(),
                        each -> Serialization.unmarshal(Serialization.asYaml(each), type)));
    }

    private static Map<String, String> values(String name, Secret secret) {
        Map<String, String> values = new TreeMap<>();
        Optional.ofNullable(secret.getData())
                .ifPresent(data -> data.forEach((key, value) -> values.put(key, text(name + "/" + key, value))));
        Optional.ofNullable(secret.getStringData()).ifPresent(values::putAll);
        return values;
    }

    private static String text(String key, String base64) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getMimeDecoder().decode(base64)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw Failure.of(
                    "Secret " + key + " is no text in Base64",
                    "take it out of the file, and put its bytes into secrets/" + key + " beside the compose file");
        }
    }
}

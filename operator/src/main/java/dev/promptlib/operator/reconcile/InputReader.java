package dev.promptlib.operator.reconcile;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.apply.Children;
import dev.promptlib.operator.apply.CredentialStore;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.ReferencedNames;
import dev.promptlib.operator.input.References;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what one reconcile starts from. */
final class InputReader {
    private final Children children;
    private final RestoreCache restores;
    private final CredentialStore credentials;

    InputReader(Children children, RestoreCache restores, CredentialStore credentials) {
        this.children = children;
        this.restores = restores;
        this.credentials = credentials;
    }

    Input read(PromptLibrary resource) {
        Owner owner = Owner.of(resource);
        return Input.of(
                        owner,
                        resource.getSpec(),
                        references(resource.getSpec(), owner),
                        credentials.read(owner, children))
                .hold(restores.hold(owner));
    }

    /** The same with all passwords there. */
    Input withCredentials(Input input) {
        return input.with(credentials.ensure(input.spec(), input.owner(), children));
    }

    private References references(PromptLibrarySpec spec, Owner owner) {
        ReferencedNames names = ReferencedNames.of(spec);
        Map<String, Map<String, String>> secrets = new TreeMap<>();
        names.secrets().forEach(name -> children.get(Secret.class, owner, name)
                .ifPresent(secret -> secrets.put(name, decoded(secret.getData()))));
        Map<String, Map<String, String>> configMaps = new TreeMap<>();
        names.configMaps().forEach(name -> children.get(ConfigMap.class, owner, name)
                .ifPresent(map -> configMaps.put(name, map.getData() == null ? Map.of() : map.getData())));
        return new References(secrets, configMaps);
    }

    private static Map<String, String> decoded(Map<String, String> data) {
        Map<String, String> values = new TreeMap<>();
        if (data != null) {
            data.forEach((key, value) ->
                    values.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        }
        return values;
    }
}

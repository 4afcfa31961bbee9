package dev.promptlib.operator.apply;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.PresentVolumes;
import dev.promptlib.operator.input.ReferencedNames;
import dev.promptlib.operator.input.References;
import dev.promptlib.operator.input.SecretData;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what one reconcile starts from. */
public final class InputReader {
    private final Children children;
    private final CredentialStore credentials;

    public InputReader(Children children, CredentialStore credentials) {
        this.children = children;
        this.credentials = credentials;
    }

    public Input read(PromptLibrary resource) {
        Owner owner = Owner.of(resource);
        return Input.of(
                owner,
                resource.getSpec(),
                references(resource.getSpec(), owner),
                credentials.read(owner, children),
                PresentVolumes.of(
                        children.of(PersistentVolumeClaim.class, owner),
                        children.own(StatefulSet.class, owner, Names.database(owner))));
    }

    /** The same with all passwords there. */
    public Input withCredentials(Input input, ApplyReport report) {
        return input.with(credentials.ensure(input.spec(), input.owner(), children, report));
    }

    private References references(PromptLibrarySpec spec, Owner owner) {
        ReferencedNames names = ReferencedNames.of(spec);
        Map<String, Map<String, String>> secrets = new TreeMap<>();
        Map<String, Map<String, String>> secretBytes = new TreeMap<>();
        names.secrets().forEach(name -> children.get(Secret.class, owner, name).ifPresent(secret -> {
            Map<String, String> data = orEmpty(secret.getData());
            secretBytes.put(name, data);
            secrets.put(name, SecretData.decoded(data));
        }));
        Map<String, Map<String, String>> configMaps = new TreeMap<>();
        Map<String, Map<String, String>> configBytes = new TreeMap<>();
        names.configMaps()
                .forEach(name -> children.get(ConfigMap.class, owner, name).ifPresent(map -> {
                    configMaps.put(name, orEmpty(map.getData()));
                    configBytes.put(name, orEmpty(map.getBinaryData()));
                }));
        return new References(secrets, configMaps, secretBytes, configBytes);
    }

    private static Map<String, String> orEmpty(Map<String, String> data) {
        return data == null ? Map.of() : data;
    }
}

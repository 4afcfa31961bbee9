package dev.promptlib.operator.cli.render;

import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.cli.validate.CheckedFile;
import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Defaults;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the operator makes of a file, without a cluster.
 *
 * @param unknown what the file names and does not hold
 */
public record Rendering(List<HasMetadata> objects, Set<String> unknown) {
    private static final String NO_UID = "00000000-0000-0000-0000-000000000000";

    public static Rendering of(CheckedFile file, String namespace) {
        Owner owner = new Owner(file.name(), namespace, NO_UID);
        PromptLibrarySpec spec = Defaults.of(file.spec());
        Input input = Input.of(
                owner,
                file.spec(),
                Placeholders.references(spec, file.references()),
                Placeholders.credentials(owner, spec));
        Stream<HasMetadata> secrets = Placeholders.secrets(owner, spec).stream().map(HasMetadata.class::cast);
        return new Rendering(
                Stream.concat(secrets, Desired.of(input).all()).toList(),
                Placeholders.unknown(spec, file.references()));
    }

    /** What a reader has to know who compares this with a cluster. */
    public List<String> remarks() {
        List<String> always = List.of(
                Placeholders.GENERATED
                        + " stands for a password that the operator makes once and keeps; what is composed"
                        + " of such values (connections, checksums, the name of the setup Job) is other in a cluster.",
                "So is the uid of the owner. To see what would change in a cluster: promptlib diff");
        return unknown.isEmpty()
                ? always
                : Stream.concat(
                                always.stream(),
                                Stream.of("Not in this file, and so not looked into: " + String.join(", ", unknown)))
                        .toList();
    }
}

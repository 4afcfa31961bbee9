package dev.promptlib.operator.cli.validate;

import dev.promptlib.operator.api.PromptLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The schemas of our own kinds, from the CRDs that the operator is installed with. */
final class Schemas {
    private static final String FOLDER = "/dev/promptlib/operator/crds/";

    private Schemas() {}

    static Optional<Schema> of(String apiVersion, String kind) {
        if (!apiVersion.equals(PromptLibrary.GROUP + "/" + PromptLibrary.VERSION)) {
            return Optional.empty();
        }
        try (InputStream in =
                Schemas.class.getResourceAsStream(FOLDER + plural(kind) + "." + PromptLibrary.GROUP + ".yaml")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(schema(new Yaml(new SafeConstructor(new LoaderOptions())).load(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plural(String kind) {
        String lower = kind.toLowerCase(Locale.ROOT);
        return lower.endsWith("y") ? lower.substring(0, lower.length() - 1) + "ies" : lower + "s";
    }

    private static Schema schema(Map<?, ?> crd) {
        Map<?, ?> spec = (Map<?, ?>) crd.get("spec");
        Map<?, ?> version = (Map<?, ?>) ((List<?>) spec.get("versions")).get(0);
        return new Schema((Map<?, ?>) ((Map<?, ?>) version.get("schema")).get("openAPIV3Schema"));
    }
}

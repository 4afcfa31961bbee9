package dev.promptlib.operator.cli.validate;

import dev.promptlib.operator.api.PromptLibrarySpec;
import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.yaml.SourceFile;
import dev.promptlib.operator.cli.yaml.YamlDocument;
import dev.promptlib.operator.input.References;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file with one PromptLibrary that nothing is wrong with.
 *
 * @param namespace the one that the file names, if it does
 * @param references the Secrets and ConfigMaps that are in the file, too
 */
public record CheckedFile(
        String file, String name, Optional<String> namespace, PromptLibrarySpec spec, References references) {
    private static final String KIND = "PromptLibrary";

    public static CheckedFile read(Path path) {
        SourceFile source = SourceFile.read(path);
        Validator validator = Validator.of(source);
        List<Finding> errors =
                validator.findings().stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            throw Failure.of(
                    source.name() + " cannot be carried out:\n"
                            + errors.stream().map(e -> "  " + e).collect(Collectors.joining("\n")),
                    "correct it; `promptlib validate` checks it again");
        }
        List<YamlDocument> documents = validator.documents();
        List<YamlDocument> libraries =
                documents.stream().filter(document -> document.isA(KIND)).toList();
        if (libraries.size() != 1) {
            throw Failure.badUsage(
                    source.name() + " must hold one " + KIND + " and holds " + libraries.size(), "name another file");
        }
        YamlDocument library = libraries.get(0);
        return new CheckedFile(
                source.name(),
                library.text("metadata", "name").orElseThrow(),
                library.text("metadata", "namespace"),
                SpecReader.spec(library.content().get("spec")),
                FileReferences.of(documents));
    }
}

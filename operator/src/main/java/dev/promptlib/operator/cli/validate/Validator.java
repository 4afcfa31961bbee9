package dev.promptlib.operator.cli.validate;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.cli.yaml.Position;
import dev.promptlib.operator.cli.yaml.SourceFile;
import dev.promptlib.operator.cli.yaml.YamlDocument;
import dev.promptlib.operator.cli.yaml.YamlError;
import dev.promptlib.operator.cli.yaml.YamlReader;
import dev.promptlib.operator.input.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Says of a file what the API server and the operator would say of it, without either. */
public final class Validator {
    /** It takes as long to load as all else, so it loads beside it. */
    private static final CompletableFuture<Cel> CEL = CompletableFuture.supplyAsync(Cel::new);

    private final String file;
    private final List<YamlDocument> documents;
    private final List<Finding> findings = new ArrayList<>();

    private Validator(String file, List<YamlDocument> documents) {
        this.file = file;
        this.documents = documents;
    }

    public static List<Finding> validate(SourceFile source) {
        return of(source).findings();
    }

    static Validator of(SourceFile source) {
        try {
            Validator validator = new Validator(source.name(), YamlReader.read(source.text()));
            validator.validate();
            return validator;
        } catch (YamlError e) {
            Validator validator = new Validator(source.name(), List.of());
            validator.findings.add(
                    Finding.error(source.name(), e.position(), "", "this is no YAML: " + e.getMessage()));
            return validator;
        }
    }

    List<Finding> findings() {
        return findings.stream().sorted(Finding.ORDER).toList();
    }

    List<YamlDocument> documents() {
        return documents;
    }

    private void validate() {
        References references = FileReferences.of(documents);
        List<YamlDocument> ours = documents.stream()
                .filter(document -> document.text("apiVersion")
                        .filter(v -> v.startsWith(PromptLibrary.GROUP + "/"))
                        .isPresent())
                .toList();
        if (ours.isEmpty()) {
            findings.add(Finding.error(
                    file,
                    documents.isEmpty() ? Position.START : documents.get(0).position(""),
                    "",
                    "there is nothing of apiVersion " + PromptLibrary.GROUP + "/" + PromptLibrary.VERSION
                            + " in this file"));
        }
        ours.forEach(document -> validate(document, references));
    }

    private void validate(YamlDocument document, References references) {
        String apiVersion = document.text("apiVersion").orElse("");
        String kind = document.text("kind").orElse("");
        Optional<Schema> schema = Schemas.of(apiVersion, kind);
        if (schema.isEmpty()) {
            add(
                    document,
                    Complaint.of("kind", "no matches for kind \"" + kind + "\" in version \"" + apiVersion + "\""));
            return;
        }
        document.repeated().forEach(path -> add(document, Complaint.of(path, "the key is given twice: remove one")));
        Preparation preparation = new Preparation();
        Map<String, Object> object = preparation.prepare(document.content(), schema.get());
        List<Complaint> complaints = new ArrayList<>(preparation.complaints());
        complaints.addAll(new StructuralCheck().check(object, schema.get()));
        complaints.addAll(MetadataCheck.check(object));
        complaints.addAll(new Lists().check("", object, schema.get()));
        if (complaints.stream().noneMatch(Complaint::blocks)) {
            complaints.addAll(new Rules(CEL.join()).check(object, schema.get()));
        }
        complaints.forEach(complaint -> add(document, complaint));
        if (complaints.isEmpty() && kind.equals("PromptLibrary")) {
            findings.addAll(OperatorCheck.check(file, document, object.get("spec"), references));
        }
    }

    private void add(YamlDocument document, Complaint complaint) {
        findings.add(Finding.error(file, document.position(complaint.path()), complaint.path(), complaint.message()));
    }
}

package dev.promptlib.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checked-in CRDs, editor schemas and references are those of the Java types. */
class CrdsTest {
    private static final Path REPOSITORY = Path.of("..");

    @TempDir
    static Path scratch;

    private record Kind(CrdFile crd, String schema, String reference) {
        @Override
        public String toString() {
            return crd.fileName();
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(
                        CrdFile.of(
                                PromptLibrary.class,
                                "A web application in production: its components, PostgreSQL, Redis, secrets, exposure,"
                                        + " policies and backups.",
                                scratch),
                        "promptlibrary",
                        "api-reference"),
                new Kind(
                        CrdFile.of(
                                PromptLibraryBackup.class,
                                "Asks for a backup of a PromptLibrary now. It ends in Complete or Failed and never runs again;"
                                        + " deleting it leaves the backup in the repository.",
                                scratch),
                        "promptlibrarybackup",
                        "api-reference-backup"),
                new Kind(
                        CrdFile.of(
                                PromptLibraryRestore.class,
                                "Asks for a backup to be restored into a PromptLibrary: beside what is there, compared, and"
                                        + " only then in its place. It ends in Complete or Failed and never runs again.",
                                scratch),
                        "promptlibraryrestore",
                        "api-reference-restore"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void crdIsTheOneCheckedIn(Kind kind) throws IOException {
        isCheckedIn("crds/" + kind.crd().fileName(), kind.crd().yaml());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void editorSchemaIsTheOneCheckedIn(Kind kind) throws IOException {
        isCheckedIn("crds/schema/" + kind.schema() + ".schema.json", new EditorSchema(kind.crd()).json());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void referenceIsTheOneCheckedIn(Kind kind) throws IOException {
        isCheckedIn("docs/" + kind.reference() + ".md", new ApiReference(kind.crd()).markdown());
    }

    private static void isCheckedIn(String file, String expected) throws IOException {
        Path target = REPOSITORY.resolve(file);
        if (Boolean.getBoolean("write")) {
            Files.createDirectories(target.getParent());
            Files.writeString(target, expected);
        }
        assertThat(target)
                .as("the Java types changed: run `mvn -pl operator test -Dtest=CrdsTest -Dwrite=true`")
                .hasContent(expected);
    }
}

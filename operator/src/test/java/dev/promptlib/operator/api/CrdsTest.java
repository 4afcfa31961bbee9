package dev.promptlib.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checked-in CRD, editor schema and reference are those of the Java types. */
class CrdsTest {
    private static final Path REPOSITORY = Path.of("..");

    @TempDir
    static Path scratch;

    private static CrdFile promptLibrary;

    @BeforeAll
    static void generate() {
        promptLibrary = CrdFile.of(
                PromptLibrary.class,
                "A web application in production: its components, PostgreSQL, Redis, secrets, exposure and policies.",
                scratch);
    }

    @Test
    void crdIsTheOneCheckedIn() throws IOException {
        isCheckedIn("crds/" + promptLibrary.fileName(), promptLibrary.yaml());
    }

    @Test
    void editorSchemaIsTheOneCheckedIn() throws IOException {
        isCheckedIn("crds/promptlibrary.schema.json", new EditorSchema(promptLibrary).json());
    }

    @Test
    void referenceIsTheOneCheckedIn() throws IOException {
        isCheckedIn("docs/api-reference.md", new ApiReference(promptLibrary).markdown());
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

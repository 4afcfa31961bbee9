package dev.promptlib.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checked-in CRDs are those of the Java types. */
class CrdsTest {
    private static final Path CHECKED_IN = Path.of("../crds");

    @Test
    void areTheOnesCheckedIn(@TempDir Path generated) throws IOException {
        new CRDGenerator()
                .customResourceClasses(PromptLibrary.class)
                .forCRDVersions("v1")
                .inOutputDir(generated.toFile())
                .generate();
        try (var files = Files.list(generated)) {
            for (Path file : files.toList()) {
                Path target = CHECKED_IN.resolve(file.getFileName().toString().replace("-v1.yml", ".yaml"));
                if (Boolean.getBoolean("write")) {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
                assertThat(target)
                        .as("the CRD changed: run `mvn -pl operator test -Dtest=CrdsTest -Dwrite=true`")
                        .hasSameTextualContentAs(file);
            }
        }
    }
}

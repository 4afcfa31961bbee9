package dev.promptlib.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaTest {
    @Test
    void needsTheNewestMigrationThatIsPackaged() throws Exception {
        Path migrations = Path.of(Schema.class.getResource("/db/migration").toURI());
        try (Stream<Path> files = Files.list(migrations)) {
            List<Integer> versions = files.map(file -> file.getFileName().toString())
                    .map(name -> Integer.valueOf(name.replaceFirst("^V([0-9]+)__.*\\.sql$", "$1")))
                    .sorted()
                    .toList();

            assertThat(versions).endsWith(Schema.NEEDED);
        }
    }
}

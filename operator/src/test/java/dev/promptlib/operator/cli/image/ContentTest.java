package dev.promptlib.operator.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTest {
    @TempDir
    Path folder;

    @Test
    void namesAnImageByWhatIsInItAndNotByWhenItWasBuilt() throws Exception {
        Path jar = Files.writeString(folder.resolve("app.jar"), "one");
        Recipe recipe = new Recipe("promptlib/app:0.1.0", folder, "app.jar", List.of());
        String first = Content.of(recipe);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        assertThat(recipe.taggedName(Content.of(recipe))).isEqualTo("promptlib/app:0.1.0-" + first);
        Files.writeString(jar, "two");
        assertThat(Content.of(recipe)).isNotEqualTo(first).hasSize(8);
    }
}

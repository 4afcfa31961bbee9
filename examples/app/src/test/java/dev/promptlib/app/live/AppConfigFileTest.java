package dev.promptlib.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppConfigFileTest {
    @TempDir
    Path directory;

    @Test
    void usesTheDefaultsWithoutAFileAndTakesOneThatAppears() throws IOException {
        AppConfigFile config = read();
        assertThat(config.current()).isEqualTo(new AppConfig("Prompt library", "", 20, false));

        write("title: Ours\npageSize: 5\nreadOnly: true\n");
        config.refresh();

        assertThat(config.current()).isEqualTo(new AppConfig("Ours", "", 5, true));
    }

    @Test
    void takesAFileOfCommentsForTheDefaults() throws IOException {
        write("# nothing yet\n");
        assertThat(read().state().problem()).isNull();
    }

    @Test
    void followsAConfigMapMountThatIsSwappedBySymlink() throws IOException {
        // As the kubelet does it: app.yaml -> ..data/app.yaml, ..data -> ..<time>, and only ..data is replaced.
        version("..1", "title: Before\n");
        version("..2", "title: After!\n");
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(directory.resolve("app.yaml"), Path.of("..data/app.yaml"));
        AppConfigFile config = read();
        assertThat(config.current().title()).isEqualTo("Before");

        Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..2"));
        Files.move(directory.resolve("..data_tmp"), directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        config.refresh();

        assertThat(config.current().title()).isEqualTo("After!");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pageSize: 0            | pageSize must be from 1 to 200",
                "pageSize: many         | line 1: pageSize must be a whole number",
                "titel: Ours            | unknown key titel, known are banner, pageSize, readOnly, title",
                "title: [               | line 1: while parsing a flow node, expected",
                "readOnly: maybe        | readOnly must be true or false",
                "just text              | line 1: keys with values are expected",
                "title: a\\ntitle: b    | line 2: Duplicate field 'title'",
            })
    void keepsThePreviousConfigurationAndSaysWhatIsWrong(String content, String problem) throws IOException {
        write("title: Good\n");
        AppConfigFile config = read();

        write(content.replace("\\n", "\n") + "\n");
        config.refresh();

        assertThat(config.current().title()).isEqualTo("Good");
        assertThat(config.state().problem()).contains(problem).doesNotContain("\n");
    }

    @Test
    void forgetsTheProblemOnceTheFileIsAsBefore() throws IOException {
        write("title: Good\n");
        AppConfigFile config = read();
        write("title: [\n");
        config.refresh();
        assertThat(config.state().problem()).isNotNull();

        write("title: Good\n");
        config.refresh();

        assertThat(config.state().problem()).isNull();
    }

    @Test
    void survivesAFileThatCannotBeReadForAWhile() throws IOException {
        write("title: Good\n");
        AppConfigFile config = read();
        Files.delete(directory.resolve("app.yaml"));
        Files.createDirectory(directory.resolve("app.yaml"));
        config.refresh();
        assertThat(config.current().title()).isEqualTo("Good");
        assertThat(config.state().problem()).startsWith("cannot be read");

        Files.delete(directory.resolve("app.yaml"));
        write("title: Good\n");
        config.refresh();

        assertThat(config.state().problem()).isNull();
    }

    private AppConfigFile read() {
        AppConfigFile config = new AppConfigFile(directory.resolve("app.yaml"));
        config.refresh();
        return config;
    }

    private void write(String content) throws IOException {
        Files.writeString(directory.resolve("app.yaml"), content);
    }

    private void version(String name, String content) throws IOException {
        Files.writeString(Files.createDirectory(directory.resolve(name)).resolve("app.yaml"), content);
    }
}

package dev.promptlib.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What bash lets pass although it should not. */
class BackupScriptsTest {
    private static final Path RESOURCES = Path.of("src/main/resources/dev/promptlib/operator");
    private static final Pattern CALCULATES_WITH_A_PROGRAM = Pattern.compile("\\$\\(\\([^)]*\\$\\((?!date|\\()");

    @Test
    void endWhereAProgramSaysNothingToCalculateWith() throws IOException {
        List<Path> scripts = scripts();
        assertThat(scripts).hasSizeGreaterThan(10);
        assertThat(scripts.stream().flatMap(BackupScriptsTest::lines))
                .noneMatch(line -> CALCULATES_WITH_A_PROGRAM.matcher(line).find());
        assertThat("ours=$(($(sql -c 'SHOW x') / 10000))").containsPattern(CALCULATES_WITH_A_PROGRAM);
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(".sh")).toList();
        }
    }

    private static Stream<String> lines(Path script) {
        try {
            return Files.readAllLines(script).stream().filter(line -> !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

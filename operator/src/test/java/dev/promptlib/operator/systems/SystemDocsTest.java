package dev.promptlib.operator.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.cluster.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages about the systems name tests that exist. */
class SystemDocsTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");

    @ParameterizedTest
    @ValueSource(strings = {"guidelines", "promptlib", "nextjs", "cartrita", "memo-ai-coach"})
    void nameTestsThatExist(String page) throws IOException {
        Map<String, String> sources = sources();
        List<String> rows = Files.readAllLines(Repository.file("docs/systems/" + page + ".md")).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(20);
        for (String row : rows) {
            String[] cells = row.split("\\|", -1);
            assertThat(cells).as(row).hasSize(5);
            Matcher test = TEST.matcher(cells[3]);
            while (test.find()) {
                assertThat(sources).containsKey(test.group(1));
                if (test.group(2) != null) {
                    assertThat(sources.get(test.group(1))).as(row).contains("void " + test.group(2) + "(");
                }
            }
        }
    }

    /** The tests of all modules, by their names. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("operator", "examples/app")) {
            try (Stream<Path> files = Files.walk(Repository.file(module + "/src/test/java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return sources;
    }
}

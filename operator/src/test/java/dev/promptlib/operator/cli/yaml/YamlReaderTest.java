package dev.promptlib.operator.cli.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    @Test
    void knowsWhereEverythingIs() throws YamlError {
        YamlDocument document = only(
                """
                kind: A
                spec:
                  list:
                    - name: first
                    - {name: second, more: [1, 2]}
                """);

        assertThat(document.position("kind")).isEqualTo(new Position(1, 7));
        assertThat(document.position("spec.list[0].name")).isEqualTo(new Position(4, 13));
        assertThat(document.position("spec.list[1].more[1]")).isEqualTo(new Position(5, 32));
    }

    @Test
    void pointsAboveWhatIsNotThere() throws YamlError {
        YamlDocument document = only("spec:\n  list:\n    - name: first\n");

        assertThat(document.position("spec.list[0].image")).isEqualTo(new Position(3, 7));
        assertThat(document.position("spec.nothing.at.all")).isEqualTo(new Position(2, 3));
        assertThat(document.position("status")).isEqualTo(new Position(1, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "on, true",
        "y, true",
        "No, false",
        "'\"on\"', on",
        "1, 1",
        "0x10, 16",
        "0777, 511",
        "0o17, 15",
        "1_000, 1000",
        "1.5, 1.5",
        "1e3, 1000",
        "2026-11-01, 2026-11-01",
        "1.2.3, 1.2.3",
        "!!str 5, 5",
        "-3, -3",
        "yess, yess"
    })
    void readsWordsAsKubectlDoes(String yaml, String value) throws YamlError {
        assertThat(String.valueOf(only("a: " + yaml).content().get("a"))).isEqualTo(value);
    }

    @Test
    void tellsTextsFromNumbersAndNothing() throws YamlError {
        assertThat(only("a: [1, '1', !!str 1, null, ~, 2.0, 2.5]").content().get("a"))
                .isEqualTo(Arrays.asList(1, "1", "1", null, null, 2, 2.5));
    }

    @Test
    void readsAnchorsAndMerges() throws YamlError {
        assertThat(only("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}").content().get("b"))
                .isEqualTo(Map.of("x", 1, "y", 3));
    }

    @Test
    void findsKeysThatAreGivenTwice() throws YamlError {
        YamlDocument document = only("spec:\n  a: 1\n  b: 2\n  a: 3\n");

        assertThat(document.repeated()).isEqualTo(List.of("spec.a"));
        assertThat(document.position("spec.a")).isEqualTo(new Position(4, 3));
    }

    @Test
    void leavesOutEmptyDocuments() throws YamlError {
        assertThat(YamlReader.read("---\n# nothing\n---\na: 1\n---\n")).hasSize(1);
    }

    @Test
    void saysWhereATextIsNoYaml() {
        assertThatThrownBy(() -> YamlReader.read("a: 1\nb: [1, 2\nc: 3\n"))
                .isInstanceOfSatisfying(
                        YamlError.class, e -> assertThat(e.position().line()).isEqualTo(3));
        assertThatThrownBy(() -> YamlReader.read("a: &a [*a]"))
                .isInstanceOf(YamlError.class)
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> YamlReader.read("just words")).isInstanceOf(YamlError.class);
    }

    private static YamlDocument only(String text) throws YamlError {
        List<YamlDocument> documents = YamlReader.read(text);
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }
}

package dev.promptlib.operator.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigSyntaxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.yaml | title: Shop",
                "a.yml  | ---\\na: 1\\n---\\nb: 2",
                "a.yaml | # only a comment",
                "a.json | {\"a\": [1, 2]}",
                "a.properties | a = 1\\nb: \\u00e4",
                "a.conf | {{{ anything",
                "yaml   | {{{ anything",
            })
    void lets(String name, String content) {
        assertThat(ConfigSyntax.fault(name.strip(), lines(content))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.yaml | a: 1\\nb: [1, 2\\nc: 3 | line 3",
                "a.yml  | a: 1\\n\tb: 2 | line 2",
                "a.json | {\"a\": 1,\\n} | line 2",
                "a.json | {\"a\": 1}\\n{\"b\": 2} | line 2",
                "a.json | | line 1",
                "a.properties | a = 1\\nb = \\u12 | line 2",
            })
    void refusesWithTheLine(String name, String content, String line) {
        assertThat(ConfigSyntax.fault(name.strip(), content == null ? "" : lines(content)))
                .hasValueSatisfying(fault -> assertThat(fault)
                        .startsWith(line.strip() + ": this is not ")
                        .contains("correct it"));
    }

    @Test
    void repeatsTheParsersWordsWithoutItsExcerpts() {
        assertThat(ConfigSyntax.fault("a.yaml", "a: 'b\n"))
                .hasValueSatisfying(
                        fault -> assertThat(fault).doesNotContain("\n").contains("quoted scalar"));
    }

    private static String lines(String content) {
        return content.strip().replace("\\n", "\n");
    }
}

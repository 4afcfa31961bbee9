package dev.promptlib.app.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptlib.app.http.HttpError;
import dev.promptlib.app.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTest {
    @Test
    void tidiesTitleAndTagsButNeverTheBody() {
        Draft draft = read("{'title':' Review ','body':' text\\n','tags':['Java',' java ','SQL']}");

        assertThat(draft).isEqualTo(new Draft("Review", " text\n", List.of("java", "sql")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'body':'b'}                          | title must have 1 to 200 characters",
                "{'title':'t','body':' '}              | body must have 1 to 100000 characters",
                "{'title':'t','body':'b','tags':[null]}| a tag must have 1 to 40 characters",
                "{'title':'t\\u0000','body':'b'}       | title must not contain a NUL",
                "{'title':'t','body':'b','x':1}        | unknown field x",
                "null                                  | an object is expected",
                "{} {}                                 | title must have",
            })
    void saysWhatIsWrongInPlainWords(String json, String detail) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(HttpError.class).hasMessageContaining(detail);
    }

    private static Draft read(String json) {
        return Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), Draft.class);
    }
}

package dev.promptlib.operator.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {
    private final Expansion expansion = new Expansion(Map.of("HOST", "db", "PASSWORD", "${SHOP_PASSWORD:?}"));

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "http://$(HOST)/, http://db/",
        "$(PASSWORD)@$(HOST), ${SHOP_PASSWORD:?}@db",
        "$(UNKNOWN), $$(UNKNOWN)",
        "$$(HOST), $$(HOST)",
        "$HOME and ${HOME}, $$HOME and $${HOME}",
        "$((waited + 1)), $$((waited + 1))",
        "$(HOST, $$(HOST",
        "a$, a$$",
    })
    void readsWhatKubernetesWouldReadAndWritesItForCompose(String text, String expected) {
        assertThat(expansion.of(text)).isEqualTo(expected);
    }
}

package dev.promptlib.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.Component;
import io.fabric8.generator.annotation.ValidationRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartTest {
    /** It would take that part's pods for its own. */
    @Test
    void noComponentIsNamedAsAPartOfTheOperators() throws ReflectiveOperationException {
        String rule = Component.class
                .getDeclaredField("name")
                .getAnnotation(ValidationRule.class)
                .value();
        List<Field> parts = Arrays.stream(Part.class.getDeclaredFields())
                .filter(field -> field.getType() == Part.class)
                .toList();
        assertThat(parts).hasSizeGreaterThan(5);
        for (Field part : parts) {
            assertThat(rule).contains("'" + ((Part) part.get(null)).name() + "'");
        }
    }
}

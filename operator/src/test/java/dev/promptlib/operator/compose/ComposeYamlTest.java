package dev.promptlib.operator.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Values stay text, for those who read YAML 1.1 and for those who read 1.2. */
class ComposeYamlTest {
    private static final List<String> SEEM_ELSE = List.of(
            ("680841e1, 1e3, 1E+3, 1_000, -_1, 1_e3, 1__0.5, 0x1F, -0XaF, 0_x1, 0b101, 0b-1, 0o17, 017, +12, 1., .5, -.5e3, "
                            + "12:30:45, 12:30.5, .inf, -.INF, .NaN, 2026-01-01, 2026-1-1t2:3:4Z, 2026-01-01 02:03:04.5 +1, "
                            + "y, No, ON, off, TRUE, false, null, ~, , <<, =")
                    .split(", "));

    @Example
    void quotesWhatCouldBeTakenForSomethingElse() {
        SEEM_ELSE.forEach(value -> assertThat(written(value)).contains("    VALUE: \"" + value + "\"\n"));
    }

    @Example
    void leavesPlainTextAsItIs() {
        List.of("30s", "384M", "promptlib/app:0.1.0", "1001:users", "face", "e3", "0xyz", "x-2026-01-01", "nowhere")
                .forEach(value -> assertThat(written(value)).contains("    VALUE: " + value + "\n"));
    }

    @Property
    void isReadAsItWasMeant(@ForAll("values") String value) {
        String yaml = written(value);
        assertThat(value(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml)))
                .isEqualTo(value);
        assertThat(value(new Load(LoadSettings.builder().build()).loadFromString(yaml)))
                .isEqualTo(value);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(SEEM_ELSE),
                Arbitraries.strings()
                        .withChars("0123456789abefoxEX_-+.: TZ~#'\"\n")
                        .ofMaxLength(12),
                Arbitraries.strings().ascii().ofMaxLength(20));
    }

    private static String written(String value) {
        Service service = new Service(
                "image",
                List.of(),
                new Service.Program(null, List.of(), List.of(), Map.of("VALUE", value), Service.Program.ONCE, null),
                Service.Reach.NOTHING,
                new Service.Files(List.of(), List.of(), null, List.of()),
                Map.of(),
                null,
                Service.Safety.restricted(),
                null,
                Map.of(),
                null);
        ComposeFile file = new ComposeFile("shop", Map.of("app", service), Map.of(), Map.of(), Map.of());
        return ComposeYaml.of(new Composed(file, List.of(), new HostNeeds(List.of(), List.of())), "promptlib");
    }

    private static Object value(Object file) {
        Object found = file;
        for (String name : List.of("services", "app", "environment", "VALUE")) {
            found = ((Map<?, ?>) found).get(name);
        }
        return found;
    }
}

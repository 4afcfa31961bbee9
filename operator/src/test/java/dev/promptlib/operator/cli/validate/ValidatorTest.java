package dev.promptlib.operator.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.promptlib.operator.cli.yaml.SourceFile;
import dev.promptlib.operator.cluster.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** That it says the same as the API server is for ValidateParityIT; here is what it says besides. */
class ValidatorTest {
    private static final String HEAD =
            """
            apiVersion: promptlib.dev/v1alpha1
            kind: PromptLibrary
            metadata: {name: shop}
            """;

    @Test
    void findsNothingInTheExample() throws IOException {
        assertThat(findings(Files.readString(Repository.file("examples/promptlib.yaml"))))
                .isEmpty();
    }

    @Test
    void namesTheLineAndTheColumn() {
        assertThat(
                        findings(
                                HEAD
                                        + """
                spec:
                  components:
                    - name: cache
                      image: shop
                      port: "8000"
                """))
                .containsExactly("f.yaml:8:13: spec.components[0].port: must be of type integer: \"string\"");
    }

    @Test
    void checksTheRulesOnceTheTypesAreRight() {
        assertThat(
                        findings(
                                HEAD
                                        + """
                spec:
                  components:
                    - name: cache
                      image: shop
                """))
                .containsExactly(
                        "f.yaml:6:13: spec.components[0].name: this name belongs to a part that the operator makes itself:"
                                + " choose another, such as app, backend or worker",
                        "f.yaml:7:14: spec.components[0].image: name a version: an image without a tag, or with :latest,"
                                + " changes under a running release and cannot be rolled back");
    }

    @Test
    void guessesWhichFieldWasMeant() {
        assertThat(findings(HEAD + "spec: {components: [{name: app, image: 'shop:1', prot: 80}], profil: staging}\n"))
                .containsExactly(
                        "f.yaml:4:56: spec.components[0].prot: unknown field \"spec.components[0].prot\" (did you mean port?)",
                        "f.yaml:4:70: spec.profil: unknown field \"spec.profil\" (did you mean profile?)");
    }

    @Test
    void findsAKeyThatIsGivenTwice() {
        assertThat(
                        findings(
                                HEAD
                                        + "spec:\n  components: [{name: app, image: 'shop:1'}]\n  profile: staging\n  profile: production\n"))
                .containsExactly("f.yaml:7:3: spec.profile: the key is given twice: remove one");
    }

    @Test
    void saysWhatTheOperatorWouldSay() {
        assertThat(
                        findings(
                                HEAD
                                        + """
                spec:
                  components:
                    - name: app
                      image: shop:1
                      resources: {requests: {memory: 2Gi}, limits: {memory: 1Gi}}
                  cache: {maxMemory: 1Gi}
                """))
                .hasSize(2)
                .anySatisfy(f -> assertThat(f)
                        .startsWith("f.yaml:8:38: spec.components[0].resources.requests.memory: 2Gi is more than"))
                .anySatisfy(f -> assertThat(f)
                        .startsWith("f.yaml:9:22: spec.cache.maxMemory: it is not below the memory limit"));
    }

    @Test
    void onlyNotesWhatMayBeInTheNamespace() {
        String library = HEAD + "spec: {components: [{name: app, image: 'shop:1'}], secrets: {from: [{name: keys}]}}\n";

        assertThat(findings(library))
                .containsExactly(
                        "f.yaml:4:76: note: spec.secrets.from[0].name: not in this file, so it has to be in the"
                                + " namespace: a Secret");
        assertThat(findings(library + "---\napiVersion: v1\nkind: Secret\nmetadata: {name: keys}\n"))
                .isEmpty();
    }

    @Test
    void looksIntoTheSecretsOfTheFile() {
        assertThat(
                        findings(
                                HEAD
                                        + """
                spec:
                  components: [{name: app, image: 'shop:1'}]
                  database: {engine: External, external: {secretRef: {name: given}}}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: given}
                stringData: {url: 'mysql://shop'}
                """))
                .hasSize(1)
                .first()
                .asString()
                .contains("the connection URL under key url of Secret given cannot be used")
                .doesNotContain("mysql://shop");
    }

    @Test
    void knowsNoOtherKinds() {
        assertThat(findings(HEAD.replace("kind: PromptLibrary", "kind: PromptLibary")))
                .containsExactly(
                        "f.yaml:2:7: kind: no matches for kind \"PromptLibary\" in version \"promptlib.dev/v1alpha1\"");
        assertThat(findings("apiVersion: v1\nkind: Secret\n")).hasSize(1);
        assertThat(findings("")).hasSize(1);
    }

    @Test
    void saysWhereAFileIsNoYaml() {
        assertThat(findings("a: [1\nb: 2\n")).hasSize(1).first().asString().startsWith("f.yaml:2:2: this is no YAML:");
    }

    @Test
    void understandsEveryRuleOfEveryCrd() throws IOException {
        Cel cel = new Cel();
        try (var files = Files.list(Repository.file("crds"))) {
            for (Path crd : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                List<String> rules = new ArrayList<>();
                collect(new Yaml().load(Files.readString(crd)), rules);
                assertThat(rules).isNotEmpty().allSatisfy(rule -> assertThatCode(() -> cel.program(rule))
                        .as(rule)
                        .doesNotThrowAnyException());
            }
        }
    }

    @Test
    void comparesQuantitiesAsKubernetesDoes() {
        Cel cel = new Cel();
        assertThat(cel.holds("quantity(self).compareTo(quantity('1Gi')) == 0", "1024Mi"))
                .isTrue();
        assertThat(cel.holds("quantity(self).isGreaterThan(quantity('1G'))", "1Gi"))
                .isTrue();
        assertThat(cel.holds("quantity(self).isLessThan(quantity('1G'))", "1Gi"))
                .isFalse();
        assertThat(cel.holds("isQuantity(self)", "much")).isFalse();
    }

    private static void collect(Object node, List<String> rules) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("rule") instanceof String rule) {
                rules.add(rule.contains("oldSelf") ? rule.replace("oldSelf", "self") : rule);
            }
            map.values().forEach(each -> collect(each, rules));
        } else if (node instanceof List<?> list) {
            list.forEach(each -> collect(each, rules));
        }
    }

    private static List<String> findings(String yaml) {
        return Validator.validate(new SourceFile("f.yaml", yaml)).stream()
                .map(Finding::toString)
                .toList();
    }
}

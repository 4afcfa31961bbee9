package dev.promptlib.operator.systems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.Profile;
import dev.promptlib.operator.cli.validate.Finding;
import dev.promptlib.operator.cli.validate.Validator;
import dev.promptlib.operator.cli.yaml.SourceFile;
import dev.promptlib.operator.compose.Composed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example passes `promptlib validate`, `render` and `compose`, and keeps the rules that all documents share. */
class SystemExamplesTest {
    static Stream<Example> examples() {
        return Stream.concat(
                Stream.of(
                                "guidelines",
                                "promptlib",
                                "interface",
                                "cartrita",
                                "nextjs",
                                "nextjs/dev",
                                "nextjs/test",
                                "nextjs/tunnel",
                                "memoai",
                                "memo-ai-coach/development",
                                "memo-ai-coach/staging")
                        .map(Example::of),
                Stream.of(
                                "gitops/kustomize/base",
                                "gitops/kustomize/overlays/dev",
                                "gitops/kustomize/overlays/test",
                                "gitops/kustomize/overlays/prod")
                        .map(Example::new));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isValid(Example example) throws IOException {
        assertThat(Validator.validate(new SourceFile(example.path(), example.yaml())))
                .filteredOn(Finding::isError)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void runsNothingAsRootOrWithAWritableRoot(Example example) throws IOException {
        Rendered system = example.rendered();
        assertThat(system.pods()).isNotEmpty().allSatisfy((name, pod) -> {
            assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSpec().getContainers()).allSatisfy(container -> {
                var security = container.getSecurityContext();
                assertThat(security.getReadOnlyRootFilesystem()).isTrue();
                assertThat(security.getAllowPrivilegeEscalation()).isFalse();
                assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
                assertThat(container.getResources().getLimits()).containsKey("memory");
                assertThat(container.getImage()).contains(":").doesNotEndWith(":latest");
            });
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isAComposeFileInEachVariant(Example example) throws IOException {
        List<Composed> variants = new ArrayList<>(List.of(
                example.composed(),
                example.composed(Optional.of(Profile.development), false),
                example.composed(Optional.of(Profile.production), true)));
        assertThat(variants).allSatisfy(variant -> assertThat(variant.file().services())
                .containsKeys("database", "cache", "prepare")
                .allSatisfy((name, service) ->
                        assertThat(service.safety().readOnly()).as(name).isTrue()));
        // Only the proxy, if any, is reached from outside in production.
        assertThat(variants.get(2).file().services()).allSatisfy((name, service) -> assertThat(
                        service.reach().ports().isEmpty() || name.equals("proxy"))
                .as("%s has ports", name)
                .isTrue());
    }
}

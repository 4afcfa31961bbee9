package dev.promptlib.operator.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.References;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseTest {
    private static final String SPEC =
            """
            components:
            - name: backend
              image: backend:1
              port: 80
              replicas: 2
              env:
              - {name: KEY, valueFrom: {secretKeyRef: {name: keys, key: KEY}}}
              - {name: MODE, valueFrom: {configMapKeyRef: {name: modes, key: MODE}}}
              envFrom: [{secretRef: {name: more}, prefix: X_}]
              config:
              - {name: files, mountPath: /a, files: {a.yaml: 'a: 1'}}
              - {name: given, mountPath: /b, configMapRef: {name: modes}}
              - {name: live, mountPath: /c, reload: Live, files: {c.yaml: 'c: 1'}}
              - {name: direct, mountPath: /d, reload: Live, configMapRef: {name: modes}}
              migration: {command: [migrate]}
            """;
    private static final Owner OWNER = new Owner("shop", "prod", "uid");

    private static Input input(String spec, String key) {
        PromptLibrary resource = Serialization.unmarshal("spec:\n" + spec.indent(2), PromptLibrary.class);
        return Input.of(
                OWNER,
                resource.getSpec(),
                new References(
                        Map.of("keys", Map.of("KEY", key), "more", Map.of("A", "1", "not a name", "2")),
                        Map.of("modes", Map.of("MODE", "fast"))),
                Credentials.NONE);
    }

    private static String digest(String spec, String key) {
        return Release.of(input(spec, key)).digest();
    }

    @Test
    void isAskedForInTheSameWordsWhateverIsInItsSecrets() {
        Release before = Release.of(input(SPEC, "1"));
        Release rotated = Release.of(input(SPEC, "2"));
        assertThat(rotated.digest()).isNotEqualTo(before.digest());
        assertThat(rotated.asked()).isEqualTo(before.asked());
        assertThat(Release.of(input(SPEC.replace("replicas: 2", "replicas: 3"), "1"))
                        .asked())
                .isEqualTo(before.asked());
        assertThat(Release.of(input(SPEC.replace("backend:1", "backend:2"), "1"))
                        .asked())
                .isNotEqualTo(before.asked());
    }

    @Test
    void isAnotherOneWhenPodsAreGivenSomethingElse() {
        String digest = digest(SPEC, "k");
        assertThat(digest(SPEC, "k")).isEqualTo(digest);
        assertThat(digest(SPEC, "other")).isNotEqualTo(digest);
        assertThat(digest(SPEC.replace("backend:1", "backend:2"), "k")).isNotEqualTo(digest);
        assertThat(digest(SPEC.replace("a: 1", "a: 2"), "k")).isNotEqualTo(digest);
        assertThat(digest(SPEC.replace("[migrate]", "[migrate, up]"), "k")).isNotEqualTo(digest);
    }

    @Test
    void isTheSameWhenOnlyTheNumberOfPodsOrLiveFilesChange() {
        String digest = digest(SPEC, "k");
        assertThat(digest(SPEC.replace("replicas: 2", "replicas: 5"), "k")).isEqualTo(digest);
        assertThat(digest(SPEC.replace("c: 1", "c: 2"), "k")).isEqualTo(digest);
    }

    @Test
    void comesBackFromItsRevisionAsItWas() {
        Release release = Release.of(input(SPEC, "k"));
        ControllerRevision written = Revisions.among(List.of(), OWNER).object(release, 7);
        ControllerRevision read = Serialization.unmarshal(Serialization.asJson(written), ControllerRevision.class);
        Revisions revisions = Revisions.among(List.of(read), OWNER);
        Release back = revisions.release(7).orElseThrow();
        assertThat(Serialization.asYaml(back)).isEqualTo(Serialization.asYaml(release));
        assertThat(back.digest()).isEqualTo(release.digest());
        assertThat(revisions.release(release.digest())).contains(back);
        assertThat(revisions.numbers()).containsExactly(7L);
        assertThat(Serialization.asJson(written)).as("no secret").doesNotContain("\"k\"");
    }

    @Test
    void readsEverythingFromObjectsThatAreNamedByTheirContent() {
        var template = Release.of(input(SPEC, "k")).pieces().get(0).template();
        assertThat(template.getSpec().getVolumes().stream()
                        .filter(v -> v.getConfigMap() != null)
                        .map(v -> v.getConfigMap().getName()))
                .satisfiesExactly(
                        name -> assertThat(name).matches("shop-backend-files-[0-9a-f]{8}"),
                        name -> assertThat(name).matches("shop-backend-given-[0-9a-f]{8}"),
                        name -> assertThat(name).isEqualTo("shop-backend-live"),
                        name -> assertThat(name).isEqualTo("modes"));
        assertThat(template.getSpec().getContainers().get(0).getEnv().stream()
                        .filter(v -> List.of("KEY", "MODE", "X_A").contains(v.getName()))
                        .map(v -> v.getValueFrom().getSecretKeyRef().getName()))
                .hasSize(3)
                .allMatch(name -> name.matches("shop-backend-inputs-[0-9a-f]{8}"));
        assertThat(template.getSpec().getContainers().get(0).getEnvFrom()).isEmpty();
    }

    @Test
    void copiesWhatItIsGivenIntoThem() {
        var objects = Desired.of(input(SPEC, "k")).all().toList();
        assertThat(objects)
                .filteredOn(o -> o instanceof Secret s && Boolean.TRUE.equals(s.getImmutable()))
                .singleElement()
                .satisfies(o -> assertThat(((Secret) o).getData())
                        .containsEntry("env.KEY", "aw==")
                        .containsEntry("env.X_A", "MQ==")
                        .doesNotContainKey("env.X_not a name"));
        assertThat(objects)
                .filteredOn(o -> o instanceof ConfigMap m && Boolean.TRUE.equals(m.getImmutable()))
                .hasSize(2);
    }
}

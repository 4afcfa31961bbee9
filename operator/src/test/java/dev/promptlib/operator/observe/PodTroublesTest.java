package dev.promptlib.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodTroublesTest {
    private static List<PodTrouble> in(String status) {
        String pod = "metadata: {name: shop-app-1, labels: {app.kubernetes.io/component: app}}\nstatus:\n"
                + status.indent(2);
        return PodTroubles.in(List.of(Serialization.unmarshal(pod, Pod.class)));
    }

    @Test
    void sayNothingOfAPodThatStarts() {
        assertThat(in("containerStatuses: [{name: app, state: {waiting: {reason: ContainerCreating}}}]"))
                .isEmpty();
    }

    @Test
    void nameTheImageThatCannotBeHad() {
        assertThat(
                        in(
                                """
                        containerStatuses:
                        - {name: app, state: {waiting: {reason: ErrImagePull, message: "shop:9 not found"}}}
                        """))
                .containsExactly(
                        new PodTrouble(
                                "app",
                                "shop-app-1",
                                "ErrImagePull: shop:9 not found; check the image's name and, for a private registry, imagePullSecrets"));
    }

    @Test
    void repeatTheLastLineOfAContainerThatEndsAgainAndAgain() {
        assertThat(
                        in("""
                                containerStatuses:
                                - name: app
                                  state: {waiting: {reason: CrashLoopBackOff, message: back-off 10s}}
                                  lastState: {terminated: {reason: Error, exitCode: 2, message: "starting\\nDATABASE_URL is not a URL\\n"}}
                                """)
                                .get(0)
                                .message())
                .isEqualTo("CrashLoopBackOff (it ended with Error, exit code 2: DATABASE_URL is not a URL);"
                        + " read its log: kubectl logs --previous");
    }

    @Test
    void adviseMoreMemoryToAContainerThatHadTooLittle() {
        assertThat(
                        in("""
                                containerStatuses:
                                - name: app
                                  state: {waiting: {reason: CrashLoopBackOff}}
                                  lastState: {terminated: {reason: OOMKilled, exitCode: 137}}
                                """)
                                .get(0)
                                .message())
                .contains("OOMKilled, exit code 137")
                .endsWith("raise its memory limit");
    }

    @Test
    void sayWhyAPodCannotBePlaced() {
        assertThat(in("conditions: [{type: PodScheduled, status: 'False', message: 0/1 nodes are available}]")
                        .get(0)
                        .message())
                .isEqualTo("it cannot be placed: 0/1 nodes are available");
    }
}

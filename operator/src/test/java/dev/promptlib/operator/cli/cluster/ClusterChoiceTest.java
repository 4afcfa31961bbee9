package dev.promptlib.operator.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptlib.operator.cli.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterChoiceTest {
    private static final KubeContext KIND = context("kind-dev", "https://127.0.0.1:40001");
    private static final KubeContext PROD = context("prod", "https://api.example.com");

    private Optional<String> noK3s = Optional.empty();
    private Optional<String> noLocalkube = Optional.empty();
    private final List<String> notes = new ArrayList<>();

    @Test
    void takesTheCurrentContextWhenItIsLocal() {
        assertThat(choose(Wish.none(), Optional.of("kind-dev"), Optional.empty()))
                .containsExactly(new Choice.Existing(KIND));
    }

    @Test
    void takesARemoteContextOnlyWhenItIsNamed() {
        assertThat(choose(wish("prod"), Optional.of("kind-dev"), Optional.empty()))
                .containsExactly(new Choice.Existing(PROD));
    }

    @Test
    void leavesARemoteCurrentContextAloneAndSaysSo() {
        assertThat(choose(Wish.none(), Optional.of("prod"), Optional.empty()))
                .containsExactly(new Choice.StartK3s(), new Choice.StartLocalkube());
        assertThat(notes)
                .containsExactly("the current context prod is not on this machine and is left alone"
                        + " (if you mean it: --context prod)");
    }

    @Test
    void triesLocalkubeWhereDockerDoesNotAnswer() {
        noK3s = Optional.of("no Docker");
        assertThat(choose(Wish.none(), Optional.empty(), Optional.empty()))
                .containsExactly(new Choice.StartLocalkube());
    }

    @Test
    void goesBackToTheClusterItStarted() {
        assertThat(choose(Wish.none(), Optional.of("kind-dev"), Optional.of(Wish.Kind.localkube)))
                .containsExactly(new Choice.StartLocalkube());
    }

    @Test
    void saysForEachPossibilityWhatIsMissing() {
        noK3s = Optional.of("install Docker");
        noLocalkube = Optional.of("use Debian 12");
        assertThatThrownBy(() -> choose(Wish.none(), Optional.empty(), Optional.empty()))
                .isInstanceOfSatisfying(Failure.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(Failure.NO_CLUSTER);
                    assertThat(e.next()).contains("k3s in Docker: install Docker", "localkube: use Debian 12");
                });
    }

    @Test
    void refusesAContextThatIsNotThere() {
        assertThatThrownBy(() -> choose(wish("dev"), Optional.empty(), Optional.empty()))
                .isInstanceOfSatisfying(Failure.class, e -> {
                    assertThat(e.exitCode()).isEqualTo(Failure.BAD_USAGE);
                    assertThat(e.next()).isEqualTo("it has: kind-dev, prod");
                });
    }

    private List<Choice> choose(Wish wish, Optional<String> current, Optional<Wish.Kind> started) {
        Machine machine = new Machine() {
            @Override
            public Optional<String> lacksForK3s() {
                return noK3s;
            }

            @Override
            public Optional<String> lacksForLocalkube() {
                return noLocalkube;
            }
        };
        return new ClusterChoice(new Kubeconfig(List.of(KIND, PROD), current), started, machine, notes::add)
                .choose(wish);
    }

    private static Wish wish(String context) {
        return new Wish(Optional.of(context), Optional.empty());
    }

    private static KubeContext context(String name, String server) {
        return new KubeContext(name, server, Optional.empty());
    }
}

package dev.promptlib.operator.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartedTest {
    @TempDir
    Path folder;

    private Started started;

    @BeforeEach
    void open() {
        started = new Started(folder.resolve("state"));
    }

    @Test
    void remembersAnInterruptedStart() {
        started.remember(Wish.Kind.k3s);
        assertThat(new Started(folder.resolve("state")).cluster()).contains(Wish.Kind.k3s);
    }

    @Test
    void forgetsWhenAnotherClusterIsInItsPlace() {
        started.remember(Wish.Kind.localkube);
        started.confirm("first");
        started.confirm("first");
        assertThat(started.cluster()).contains(Wish.Kind.localkube);
        started.confirm("second");
        assertThat(started.cluster()).isEmpty();
    }

    @Test
    void claimsNoClusterThatItDidNotStart() {
        started.confirm("somebody's");
        assertThat(started.cluster()).isEmpty();
    }
}

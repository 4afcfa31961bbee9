package dev.promptlib.operator.reconcile;

import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** What these tests start with: an operator that they share, and a namespace of its own for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnStage {
    Stage stage;

    @BeforeAll
    void open() {
        stage = Stage.openWide(getClass().getSimpleName().replace("IT", "").toLowerCase(Locale.ROOT));
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @BeforeEach
    void move() {
        stage.move();
    }
}

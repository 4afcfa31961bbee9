package dev.promptlib.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.cluster.Fault;
import dev.promptlib.operator.cluster.FaultRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each write of a creation fails once in each way: what comes of it is the same as when nothing fails. */
class FaultsIT extends OnStage {
    private static final Map<String, Fault> FAULTS = new TreeMap<>(Map.of(
            "409", Fault.conflict(),
            "429", Fault.tooManyRequests(1),
            "500", Fault.internalError(),
            "503", Fault.unavailable(),
            "request lost", Fault.lostRequest(),
            "reply lost", Fault.lostReply()));
    private static final int AT_ONCE = 24;
    private static final String SPEC = Specs.SMALL.replace("staging", "development");

    /** One creation with one fault. */
    private record Run(String what, String namespace, FaultRule rule) {}

    private SecretRecord secrets;

    @BeforeAll
    void record() {
        secrets = new SecretRecord(stage.client);
    }

    @AfterAll
    void endRecord() {
        secrets.close();
    }

    @Test
    void endsAsIfNothingHadHappenedWhicheverWriteFails() {
        stage.apply("shop", SPEC);
        stage.awaitReady("shop");
        stage.awaitNoMoreWrites();
        Snapshot undisturbed = stage.children("shop");
        int writes = stage.log().requests(Stage.writesIn(stage.namespace)).size();
        assertThat(writes).isGreaterThan(undisturbed.objects().size());

        List<Run> runs = new ArrayList<>();
        for (int n = 1; n <= writes; n++) {
            for (var fault : FAULTS.entrySet()) {
                runs.add(start(n, fault.getKey(), fault.getValue()));
                if (runs.size() == AT_ONCE) {
                    finish(runs, undisturbed);
                }
            }
        }
        finish(runs, undisturbed);
        secrets.assertNothingWasMadeTwice(4 * writes * FAULTS.size());
    }

    private Run start(int n, String name, Fault fault) {
        String namespace = stage.newNamespace();
        // The number of status writes and events depends on how fast pods start: the last may not be reached.
        FaultRule rule = stage.proxy.inject(fault, Stage.writesIn(namespace), n, 1);
        stage.apply(namespace, "shop", SPEC);
        return new Run("write " + n + ": " + name, namespace, rule);
    }

    private void finish(List<Run> runs, Snapshot undisturbed) {
        for (Run run : runs) {
            stage.awaitReady(run.namespace(), "shop");
            assertThat(stage.children(run.namespace(), "shop").objects())
                    .as(run.what())
                    .isEqualTo(undisturbed.objects());
            stage.resource(run.namespace(), "shop").delete();
        }
        assertThat(runs.stream().filter(run -> run.rule().struck() == 1).count())
                .as("faults that struck")
                .isGreaterThanOrEqualTo(runs.size() * 3L / 4);
        runs.clear();
    }
}

package dev.promptlib.operator.reconcile;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every number of replicas that a Deployment is ever asked for, from now on. */
final class ReplicaWatch implements Watcher<Deployment>, AutoCloseable {
    private final List<Integer> seen = new CopyOnWriteArrayList<>();
    private final Watch watch;

    ReplicaWatch(Stage stage, String name) {
        watch = stage.client
                .apps()
                .deployments()
                .inNamespace(stage.namespace)
                .withName(name)
                .watch(this);
    }

    List<Integer> seen() {
        return seen;
    }

    @Override
    public void eventReceived(Action action, Deployment deployment) {
        seen.add(deployment.getSpec().getReplicas());
    }

    @Override
    public void onClose(WatcherException cause) {
        // The test closes it.
    }

    @Override
    public void close() {
        watch.close();
    }
}

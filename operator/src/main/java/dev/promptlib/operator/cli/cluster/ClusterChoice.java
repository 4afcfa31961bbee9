package dev.promptlib.operator.cli.cluster;

import dev.promptlib.operator.cli.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Which cluster is used. One that is not on this machine is used only when it is named. */
public final class ClusterChoice {
    private final Kubeconfig kubeconfig;
    private final Optional<Wish.Kind> started;
    private final Machine machine;
    private final Consumer<String> notes;

    public ClusterChoice(Kubeconfig kubeconfig, Optional<Wish.Kind> started, Machine machine, Consumer<String> notes) {
        this.kubeconfig = kubeconfig;
        this.started = started;
        this.machine = machine;
        this.notes = notes;
    }

    /** The clusters to try, the best first; never empty. */
    public List<Choice> choose(Wish wish) {
        if (wish.context().isPresent()) {
            return List.of(named(wish.context().get()));
        }
        if (wish.kind().isPresent()) {
            return List.of(wanted(wish.kind().get()));
        }
        if (started.isPresent()) {
            return List.of(start(started.get()));
        }
        Optional<KubeContext> current = kubeconfig.currentContext();
        if (current.filter(KubeContext::isLocal).isPresent()) {
            return List.of(new Choice.Existing(current.get()));
        }
        current.ifPresent(remote -> notes.accept("the current context " + remote.name()
                + " is not on this machine and is left alone" + " (if you mean it: --context " + remote.name() + ")"));
        return startable();
    }

    private Choice named(String name) {
        return kubeconfig
                .named(name)
                .map(Choice.Existing::new)
                .orElseThrow(() -> Failure.badUsage(
                        "there is no context " + name + " in the kubeconfig",
                        "it has: "
                                + String.join(
                                        ", ",
                                        kubeconfig.contexts().stream()
                                                .map(KubeContext::name)
                                                .toList())));
    }

    private Choice wanted(Wish.Kind kind) {
        if (kind == Wish.Kind.current) {
            KubeContext current = kubeconfig
                    .currentContext()
                    .orElseThrow(() -> Failure.noCluster(
                            "the kubeconfig has no current context", "set one, or leave --cluster out"));
            if (!current.isLocal()) {
                throw Failure.noCluster(
                        "the current context " + current.name() + " (" + current.server()
                                + ") is not on this machine, so nothing was done to it",
                        "if you mean it, say --context " + current.name());
            }
            return new Choice.Existing(current);
        }
        Optional<String> lack = kind == Wish.Kind.k3s ? machine.lacksForK3s() : machine.lacksForLocalkube();
        if (lack.isPresent()) {
            throw Failure.noCluster(kind + " cannot be started: " + lack.get(), "or leave --cluster out");
        }
        return start(kind);
    }

    private static Choice start(Wish.Kind kind) {
        return kind == Wish.Kind.k3s ? new Choice.StartK3s() : new Choice.StartLocalkube();
    }

    private List<Choice> startable() {
        List<Choice> choices = new ArrayList<>();
        Optional<String> noK3s = machine.lacksForK3s();
        Optional<String> noLocalkube = machine.lacksForLocalkube();
        if (noK3s.isEmpty()) {
            choices.add(new Choice.StartK3s());
        }
        if (noLocalkube.isEmpty()) {
            choices.add(new Choice.StartLocalkube());
        }
        if (choices.isEmpty()) {
            throw Failure.noCluster(
                    "there is no local cluster, and none can be started here",
                    "one of these is enough:\n"
                            + "  - any local cluster (kind, k3d, minikube, Docker Desktop) as the current context\n"
                            + "  - k3s in Docker: " + noK3s.orElseThrow() + "\n"
                            + "  - localkube: " + noLocalkube.orElseThrow() + "\n"
                            + "  - any cluster of yours: --context NAME --registry HOST/PREFIX");
        }
        return choices;
    }
}

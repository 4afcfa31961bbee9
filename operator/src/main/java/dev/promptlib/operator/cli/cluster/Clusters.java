package dev.promptlib.operator.cli.cluster;

import dev.promptlib.operator.cli.Failure;
import dev.promptlib.operator.cli.Folders;
import dev.promptlib.operator.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds or starts the cluster, and stops the one that was started. */
public final class Clusters {
    private final Kubeconfig kubeconfig;
    private final Started started;
    /** What `up` started, where no other kubeconfig is named. */
    private final Optional<Wish.Kind> own;

    private final ClusterChoice choice;
    private final Localkube localkube;
    private final OwnK3s k3s;
    private final Terminal terminal;

    public Clusters(Folders folders, Optional<Path> kubeconfig, Terminal terminal) {
        this.terminal = terminal;
        this.started = new Started(folders.state());
        this.kubeconfig = Kubeconfig.read(kubeconfig);
        this.own = kubeconfig.isPresent() ? Optional.empty() : started.cluster();
        this.choice = new ClusterChoice(
                this.kubeconfig, own, new ThisMachine(folders), note -> terminal.line("cluster", note));
        this.localkube = new Localkube(folders.localkube(), terminal);
        this.k3s = new OwnK3s(folders.config().resolve("k3s.kubeconfig"), terminal);
    }

    /** The cluster to look into: the one that is named, the one that up started, or the current one, as in kubectl. */
    public KubeContext existing(Optional<String> context, boolean asKubectl) {
        if (context.isPresent()) {
            return running(new Wish(context, Optional.empty())).orElseThrow();
        }
        if (own.isPresent() && !asKubectl) {
            // Never another one in its stead: that may be the one where the customers are.
            return running(own.get())
                    .orElseThrow(() -> Failure.noCluster(
                            "the cluster that up started (" + own.get() + ") does not run",
                            "promptlib up starts it again; or name one with --context"));
        }
        return kubeconfig
                .currentContext()
                .orElseThrow(() -> Failure.noCluster(
                        "there is no cluster: up started none, and the kubeconfig has no current context",
                        "promptlib up starts one; or name one with --context"));
    }

    private Optional<KubeContext> running(Wish.Kind kind) {
        return kind == Wish.Kind.k3s ? k3s.running() : localkube.running();
    }

    /** Forgets what `up` started, where nothing of it is left that `up` could start again. */
    public void forgetWhatIsGone() {
        if (own.filter(kind -> kind == Wish.Kind.k3s
                        ? k3s.isGone()
                        : localkube.running().isEmpty())
                .isPresent()) {
            started.forget();
        }
    }

    /** The cluster, running. */
    public KubeContext up(Wish wish) {
        List<Choice> choices = choice.choose(wish);
        for (Choice each : choices) {
            Optional<KubeContext> found = up(each);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw Failure.noCluster(
                "no cluster could be started",
                "give Docker access to a registry that has k3s, or use a cluster of yours: --context NAME");
    }

    private Optional<KubeContext> up(Choice each) {
        if (each instanceof Choice.Existing existing) {
            terminal.line(
                    "cluster",
                    existing.context().name() + " (" + existing.context().server() + ")");
            return Optional.of(existing.context());
        }
        return each instanceof Choice.StartK3s ? k3s.up(started) : Optional.of(localkube.up(started));
    }

    /** The cluster that `up` would use, if it runs; starts none. */
    public Optional<KubeContext> running(Wish wish) {
        try {
            return choice.choose(wish).stream()
                    .flatMap(each -> running(each).stream())
                    .findFirst();
        } catch (Failure e) {
            if (e.exitCode() == Failure.NO_CLUSTER && wish.kind().isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<KubeContext> running(Choice each) {
        if (each instanceof Choice.Existing existing) {
            return Optional.of(existing.context());
        }
        return running(each instanceof Choice.StartK3s ? Wish.Kind.k3s : Wish.Kind.localkube);
    }

    /** What `up` started, if that is this very cluster. */
    public Optional<Wish.Kind> startedHere(KubeContext context, String identity) {
        Flavor flavor = Flavor.of(context);
        if (started.cluster()
                .filter(kind -> flavor == (kind == Wish.Kind.k3s ? Flavor.OWN_K3S : Flavor.LOCALKUBE))
                .isEmpty()) {
            return Optional.empty();
        }
        started.confirm(identity);
        return started.cluster();
    }

    /** Stops what `up` started. Kept data keeps localkube running: stopping it deletes all that is in it. */
    public void stop(Wish.Kind kind, boolean keepData) throws IOException {
        if (kind == Wish.Kind.k3s && keepData) {
            k3s.stop();
            terminal.line("cluster", "stopped; the container " + OwnK3s.NAME + " keeps the data for the next up");
        } else if (kind == Wish.Kind.k3s) {
            k3s.remove();
            started.forget();
            terminal.line("cluster", "the container " + OwnK3s.NAME + " is removed");
        } else if (keepData) {
            terminal.line("cluster", "localkube goes on running, as the data is in it");
        } else {
            localkube.down();
            started.forget();
            terminal.line("cluster", "localkube is stopped");
        }
    }
}

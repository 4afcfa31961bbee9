package dev.promptlib.operator.cli.view;

import dev.promptlib.operator.api.BackupStatus;
import dev.promptlib.operator.api.Condition;
import dev.promptlib.operator.cli.Terminal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Shows a status as a tree. */
public record StatusTree(StatusView view, Terminal terminal, Instant now) {

    public String drawn() {
        List<Branch> branches = new ArrayList<>();
        view.conditions().forEach(condition -> branches.add(Branch.leaf(condition(condition))));
        view.parts().forEach(part -> branches.add(part(part)));
        if (view.backup() != null) {
            branches.addAll(backups(view.backup()));
        }
        view.volumes()
                .forEach(volume ->
                        branches.add(Branch.leaf(Branch.columns(16, "volume", 34, volume.name(), 1, volume.size()))));
        view.entrances()
                .forEach(entrance -> branches.add(
                        Branch.leaf(Branch.columns(16, "ingress", 34, entrance.name(), 1, entrance.host()))));
        return new Branch(head(), branches).drawn();
    }

    private String head() {
        boolean ready = view.phase().equals("Ready");
        return terminal.bold(view.namespace() + "/" + view.name()) + "  "
                + (ready ? terminal.good(view.phase()) : terminal.warn(view.phase()))
                + (view.suspended() ? "  (suspended)" : "")
                + (view.current() ? "" : "  (the operator has not seen the latest change yet)")
                + (view.url() == null ? "" : "  " + view.url());
    }

    private String condition(Condition condition) {
        String line = Branch.columns(16, condition.type(), 8, condition.status(), 1, condition.message())
                + terminal.dim("  " + condition.reason() + ", " + Age.of(condition.lastTransitionTime(), now));
        boolean bad = condition.type() == Condition.Type.Stalled;
        return bad ? terminal.bad(line) : condition.status() == Condition.Status.True ? line : terminal.warn(line);
    }

    private List<Branch> backups(BackupStatus backup) {
        List<Branch> branches = new ArrayList<>();
        if (backup.last() != null) {
            branches.add(Branch.leaf(Branch.columns(
                    16,
                    "backup",
                    34,
                    backup.last().snapshot(),
                    1,
                    Age.of(backup.last().finished(), now) + " old")));
        }
        if (backup.verified() != null) {
            branches.add(Branch.leaf(Branch.columns(
                    16,
                    "verified",
                    34,
                    backup.verified().snapshot(),
                    1,
                    Age.of(backup.verified().finished(), now) + " ago")));
        }
        return branches;
    }

    private Branch part(StatusView.Part part) {
        String name = part.kind().equals(part.name()) ? part.name() : part.kind() + " " + part.name();
        String line = Branch.columns(16, name, 21, part.state(), 1, part.image() == null ? "" : part.image());
        return new Branch(line, part.pods().stream().map(this::pod).toList());
    }

    private Branch pod(StatusView.PodView pod) {
        boolean done = pod.phase().equals("Succeeded");
        String state = pod.ready() || done ? pod.phase() : pod.phase() + ", not ready";
        String restarts = pod.restarts() == 0 ? "" : pod.restarts() + (pod.restarts() == 1 ? " restart" : " restarts");
        String line = Branch.columns(44, pod.name(), 20, state, 6, Age.of(pod.since(), now), 1, restarts);
        Branch branch = Branch.leaf(pod.ready() || done ? line : terminal.warn(line));
        return pod.trouble() == null
                ? branch
                : new Branch(branch.text(), List.of(Branch.leaf(terminal.bad(pod.trouble()))));
    }
}

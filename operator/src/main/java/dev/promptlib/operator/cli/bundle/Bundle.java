package dev.promptlib.operator.cli.bundle;

import dev.promptlib.operator.cli.Target;
import dev.promptlib.operator.cli.Terminal;
import dev.promptlib.operator.cli.doctor.Doctor;
import dev.promptlib.operator.cli.view.StatusTree;
import dev.promptlib.operator.cli.view.StatusView;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All that somebody needs to see who is to help, and no secret. */
public final class Bundle {
    private static final int LOG_LINES = 5_000;
    private static final Map<String, String> OPERATOR =
            Map.of("app.kubernetes.io/part-of", "promptlib", "app.kubernetes.io/component", "operator");
    private static final String README =
            """
            What is here: the PromptLibrary and its objects, how they are doing, what promptlib doctor finds, events, and the last
            %d lines of the logs of its pods and of the operator.

            The values of all Secrets of the namespace, and of variables whose names look like secrets, are taken out of every
            file. Configuration files are in it as they are: look at them before you pass this on.
            """;

    private final Target target;
    private final Terminal plain;
    private final List<HasMetadata> objects;
    private final Redaction redaction;

    public Bundle(Target target, Terminal plain) {
        this.target = target;
        this.plain = plain;
        this.objects = new ObjectDump(target).objects();
        this.redaction = new Redaction(SecretValues.of(secretive()));
    }

    /** Whatever may hold a secret: Secrets of others too, as their values may be in logs. */
    private List<HasMetadata> secretive() {
        List<HasMetadata> all = new ArrayList<>(objects);
        all.add(target.library());
        all.addAll(
                target.client().secrets().inNamespace(target.namespace()).list().getItems());
        return all;
    }

    public void write(Path file) throws IOException {
        try (Archive archive = new Archive(file, target.namespace() + "-" + target.name())) {
            archive.add("README.txt", README.formatted(LOG_LINES));
            add(archive, "cluster.txt", this::cluster);
            add(archive, "library.yaml", () -> ObjectDump.yaml(target.library()));
            add(
                    archive,
                    "status.txt",
                    () -> new StatusTree(StatusView.of(target), plain, Instant.now()).drawn() + "\n");
            add(archive, "doctor.txt", this::doctor);
            add(archive, "events.txt", new ObjectDump(target)::events);
            for (HasMetadata object : objects) {
                String name = object.getKind().toLowerCase(Locale.ROOT) + "-"
                        + object.getMetadata().getName();
                add(archive, "objects/" + name + ".yaml", () -> ObjectDump.yaml(object));
            }
            logs(archive, "logs/", target.pods());
            operator(archive);
        }
    }

    private void operator(Archive archive) throws IOException {
        List<Pod> pods;
        try {
            pods = target.client()
                    .pods()
                    .inAnyNamespace()
                    .withLabels(OPERATOR)
                    .list()
                    .getItems();
        } catch (KubernetesClientException e) {
            archive.add("operator/README.txt", "Not for whoever made this to see: " + e.getMessage() + "\n");
            return;
        }
        for (Pod pod : pods) {
            add(archive, "operator/" + pod.getMetadata().getName() + ".yaml", () -> ObjectDump.yaml(pod));
        }
        logs(archive, "operator/", pods);
    }

    private void logs(Archive archive, String folder, List<Pod> pods) throws IOException {
        for (Pod pod : pods) {
            ContainerResource container = target.client()
                    .pods()
                    .inNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName())
                    .inContainer(pod.getSpec().getContainers().get(0).getName())
                    .withReadyWaitTimeout(0);
            String name = folder + pod.getMetadata().getName();
            add(archive, name + ".log", () -> container.tailingLines(LOG_LINES).getLog());
            boolean restarted = pod.getStatus().getContainerStatuses().stream().anyMatch(c -> c.getRestartCount() > 0);
            if (restarted) {
                add(
                        archive,
                        name + ".previous.log",
                        () -> container.terminated().tailingLines(LOG_LINES).getLog());
            }
        }
    }

    private String cluster() {
        return "made " + Instant.now() + "\nKubernetes "
                + target.client().getKubernetesVersion().getGitVersion() + "\n";
    }

    private String doctor() {
        Doctor doctor = Doctor.of(target);
        String found = doctor.advice().stream()
                .map(each -> each.trouble() + "  " + each.what() + "\n  -> " + each.next() + "\n")
                .collect(Collectors.joining());
        return found.isEmpty() ? doctor.checks() + " checks, nothing is wrong\n" : found;
    }

    /** One thing that cannot be had keeps nothing else out. */
    private void add(Archive archive, String name, Supplier<String> text) throws IOException {
        String content;
        try {
            content = text.get();
        } catch (KubernetesClientException e) {
            content = "Not to be had: " + e.getMessage() + "\n";
        }
        archive.add(name, redaction.of(content));
    }
}

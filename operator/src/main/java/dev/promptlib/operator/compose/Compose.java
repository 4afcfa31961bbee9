package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.Profile;
import dev.promptlib.operator.desired.Desired;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stack that a resource stands for, on one machine with Docker: made of the same objects as in Kubernetes. */
public final class Compose {
    private final Input given;
    private final Unknowns unknowns;
    private final Input input;
    private final Desired desired;
    private final Secrets secrets;
    private final List<Pod> pods;
    private final Map<String, Map<String, String>> configMaps;
    private final boolean hardened;
    private final List<CodeMount> mounts;

    private Compose(Input given, boolean hardened, List<CodeMount> mounts) {
        this.given = given;
        this.unknowns = new Unknowns(given);
        this.input = unknowns.input();
        this.desired = Desired.of(input);
        this.secrets = new Secrets(unknowns, given.references(), desired);
        this.pods = Pod.of(desired, input);
        this.configMaps = configMaps();
        this.hardened = hardened;
        this.mounts = mounts;
    }

    /**
     * Describes the stack.
     *
     * @param hardened whether it is to be more restricted than in Kubernetes
     * @param mounts folders of this machine in components that are developed
     */
    public static Composed of(Input input, boolean hardened, List<CodeMount> mounts) {
        return new Compose(input, hardened, mounts).composed();
    }

    private Map<String, Map<String, String>> configMaps() {
        Map<String, Map<String, String>> all = new HashMap<>(input.references().configMaps());
        desired.all()
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .forEach(map -> all.put(map.getMetadata().getName(), map.getData()));
        return all;
    }

    private Composed composed() {
        List<StackPart> parts = new ArrayList<>(pods());
        if (input.spec().exposure() != null) {
            parts.add(Proxy.of(input));
            parts.add(Tunnel.part());
        }
        if (development() && !MailCatcher.isIn(input.spec())) {
            parts.add(MailCatcher.part());
        }
        if (input.backsUp()) {
            parts.addAll(new BackupServices(input, new BackupPods(input, desired), services()).parts());
        }
        Preparation preparation = new Preparation(input, unknowns, parts);
        if (parts.stream().anyMatch(part -> part.service().dependsOn().containsKey(Preparation.NAME))) {
            parts.add(preparation.part());
        }
        Map<String, Service> services = new LinkedHashMap<>();
        parts.stream()
                .map(this::labelled)
                .map(hardened ? Hardening::of : UnaryOperator.identity())
                .forEach(part -> add(part, services));
        ComposeFile file = new ComposeFile(
                input.owner().name(),
                services,
                Networks.used(services.values()),
                volumes(services),
                hostSecrets(services));
        return new Composed(
                file, Shortfalls.of(given, hardened), HostNeeds.of(unknowns, secrets, parts, preparation.given()));
    }

    private static void add(StackPart part, Map<String, Service> services) {
        if (services.put(part.name(), part.service()) != null) {
            throw new NotForCompose(
                    "a compose file has a service " + part.name() + " of its own besides that component",
                    "give the component another name");
        }
    }

    private List<StackPart> pods() {
        PodService services = services();
        List<StackPart> parts = Stream.concat(
                        pods.stream().filter(pod -> pod.component().isPresent()),
                        pods.stream().filter(pod -> pod.component().isEmpty()))
                .map(services::of)
                .toList();
        return development() ? new Development(mounts).of(parts) : parts;
    }

    private PodService services() {
        return new PodService(input, new Networks(input, hardened), secrets, configMaps);
    }

    private boolean development() {
        return input.spec().profile() == Profile.development;
    }

    /** So that a service is started again when a file changes that it would not read again by itself. */
    private StackPart labelled(StackPart part) {
        Map<String, String> read = PreparedInputs.of(part.files());
        return read.isEmpty() ? part : part.with(part.service().with(read));
    }

    private static Map<String, ComposeFile.Volume> volumes(Map<String, Service> services) {
        return services.values().stream()
                .flatMap(service -> service.files().volumes().stream())
                .map(mount -> mount.substring(0, mount.indexOf(':')))
                .filter(source -> !source.startsWith("/") && !source.startsWith("."))
                .collect(Collectors.toMap(name -> name, name -> new ComposeFile.Volume(), (a, b) -> a, TreeMap::new));
    }

    private static Map<String, ComposeFile.HostSecret> hostSecrets(Map<String, Service> services) {
        Map<String, ComposeFile.HostSecret> files = new TreeMap<>();
        services.values().stream()
                .flatMap(service -> service.files().secrets().stream())
                .forEach(use -> files.put(
                        use.source(),
                        new ComposeFile.HostSecret("./secrets/" + use.key().path())));
        return files;
    }
}

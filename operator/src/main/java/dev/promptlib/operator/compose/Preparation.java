package dev.promptlib.operator.compose;

import dev.promptlib.operator.compose.StackPart.PreparedFile;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The service that runs first, and ends: it makes the secrets once, and gives each service a volume with just the files
 * that it reads. It is the only one that is root, without any of root's rights but those it needs, and without a network.
 */
final class Preparation {
    static final String NAME = "prepare";
    private static final String STORE = "secrets";
    private static final String PLACE = "/volumes/";

    /** Linux takes no longer argument. */
    private static final int LONGEST = 128 * 1024 - 1;

    private final Input input;
    private final Unknowns unknowns;
    private final List<StackPart> parts;

    Preparation(Input input, Unknowns unknowns, List<StackPart> parts) {
        this.input = input;
        this.unknowns = unknowns;
        this.parts = parts;
    }

    StackPart part() {
        List<String> volumes = new ArrayList<>();
        volumes().forEach(name -> volumes.add(name + ":" + PLACE + name));
        Set<SecretKey> given = given();
        Service service = new Service(
                Tools.IMAGE,
                List.of(),
                new Service.Program("0:0", entrypoint(), List.of(), environment(), Service.Program.ONCE, null),
                Service.Reach.NOTHING,
                new Service.Files(
                        volumes,
                        List.of(),
                        null,
                        given.stream()
                                .map(key -> new Service.SecretUse(key, "/run/secrets/" + key.path()))
                                .toList()),
                Map.of(),
                null,
                // The files of the host may be readable by their owner alone.
                given.isEmpty()
                        ? Service.Safety.restricted("CHOWN")
                        : Service.Safety.restricted("CHOWN", "DAC_OVERRIDE"),
                new Service.Deploy(null, Service.Resources.of("0.5", "64M", "8M")),
                Map.of(),
                Service.Logging.ROTATED);
        return StackPart.alone(NAME, service);
    }

    private Stream<PreparedFile> files() {
        return parts.stream().flatMap(part -> part.files().stream()).distinct();
    }

    private Set<String> volumes() {
        Set<String> volumes = new TreeSet<>(Set.of(Tools.VOLUME));
        if (!unknowns.generated().isEmpty()) {
            volumes.add(STORE);
        }
        files().forEach(file -> volumes.add(file.volume()));
        parts.forEach(part -> part.owned().forEach(owned -> volumes.add(owned.volume())));
        return volumes;
    }

    /** The user's own secrets that some service reads as a file. */
    Set<SecretKey> given() {
        return files().map(PreparedFile::source)
                .filter(Secrets.Given.class::isInstance)
                .map(source -> ((Secrets.Given) source).key())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        unknowns.generated().stream()
                .filter(this::comesFromDotEnv)
                .forEach(g -> environment.put(g.key().variable(), Literal.variable(g.key())));
        return environment;
    }

    private boolean comesFromDotEnv(Unknowns.Generated generated) {
        return parts.stream().anyMatch(part -> part.variables().contains(generated.key()));
    }

    /** What the backups read is an argument of its own, as the resource and its configuration are in there once more. */
    private List<String> entrypoint() {
        PrepareScript script = script();
        PrepareScript more = script.next();
        Map<String, List<PreparedFile>> byVolume =
                files().collect(Collectors.groupingBy(PreparedFile::volume, LinkedHashMap::new, Collectors.toList()));
        byVolume.forEach((volume, files) -> (BackupServices.reads(volume) ? more : script).fill(volume, files));
        parts.stream().flatMap(part -> part.owned().stream()).forEach(script::own);
        String first = fitting(PrepareScript.FUNCTIONS + script.text() + (more.isEmpty() ? "" : "eval \"$1\"\n"));
        return more.isEmpty() ? List.of("sh", "-c", first) : List.of("sh", "-c", first, "sh", fitting(more.text()));
    }

    private static String fitting(String script) {
        if (script.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new NotForCompose(
                    "the configuration files are together larger than the 120 KiB that a compose file can carry",
                    "put the large ones into the image");
        }
        return Literal.of(script);
    }

    private PrepareScript script() {
        PrepareScript script = new PrepareScript();
        script.lendTools();
        if (input.embedsDatabase()) {
            script.guard(Pod.DATABASE, new SecretKey(Names.database(input.owner()), Credentials.SUPERUSER_PASSWORD));
        }
        SecretKey repository = new SecretKey(Names.backup(input.owner()), Credentials.PASSWORD);
        if (volumes().contains(BackupPods.BACKUP) && unknowns.makes(repository)) {
            script.guard(BackupPods.BACKUP, repository);
        }
        unknowns.generated().forEach(g -> script.secret(g.key(), g.shape(), comesFromDotEnv(g)));
        return script;
    }
}

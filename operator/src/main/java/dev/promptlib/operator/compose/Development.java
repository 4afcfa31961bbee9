package dev.promptlib.operator.compose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a developer has besides: a port of this machine for each part, and the sources in place of the image's. */
record Development(List<CodeMount> mounts) {

    List<StackPart> of(List<StackPart> parts) {
        Set<Integer> taken = new HashSet<>(Set.of(MailCatcher.PORT));
        List<StackPart> changed = new ArrayList<>();
        for (StackPart part : parts) {
            changed.add(part.with(mounted(part.name(), published(part.name(), part.service(), taken))));
        }
        return changed;
    }

    private static Service published(String name, Service service, Set<Integer> taken) {
        boolean several = service.deploy().replicas() != null;
        Service.Reach reach = service.reach();
        List<String> ports = reach.expose().stream()
                .map(port -> "127.0.0.1:" + (several ? "" : "${" + variable(name) + ":-" + free(port, taken) + "}")
                        + ":" + port)
                .toList();
        return service.with(new Service.Reach(ports, reach.expose(), reach.networkMode(), reach.networks()));
    }

    /** The same port, or the next that no other part has. */
    private static int free(String port, Set<Integer> taken) {
        int candidate = Integer.parseInt(port);
        while (!taken.add(candidate)) {
            candidate++;
        }
        return candidate;
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
    }

    private Service mounted(String name, Service service) {
        List<String> volumes = new ArrayList<>(service.files().volumes());
        mounts.stream()
                .filter(mount -> mount.component().equals(name))
                .forEach(mount -> volumes.add(Literal.of(mount.folder()) + ":" + Literal.of(mount.path())));
        Service.Files files = service.files();
        return service.with(new Service.Files(volumes, files.tmpfs(), files.shmSize(), files.secrets()));
    }
}

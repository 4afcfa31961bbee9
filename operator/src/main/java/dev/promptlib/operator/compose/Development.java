package dev.promptlib.operator.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a developer has besides: a port of this machine for each part, and the sources in place of the image's. */
record Development(List<CodeMount> mounts) {

    StackPart of(StackPart part) {
        return part.with(mounted(part.name(), published(part.name(), part.service())));
    }

    private Service published(String name, Service service) {
        boolean several = service.deploy().replicas() != null;
        Service.Reach reach = service.reach();
        List<String> ports = reach.expose().stream()
                .map(port -> "127.0.0.1:" + (several ? "" : "${" + variable(name) + ":-" + port + "}") + ":" + port)
                .toList();
        return service.with(new Service.Reach(ports, reach.expose(), reach.networkMode(), reach.networks()));
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

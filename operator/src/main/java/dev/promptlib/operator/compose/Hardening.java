package dev.promptlib.operator.compose;

import dev.promptlib.operator.compose.Service.Amounts;
import java.util.List;

/** Less still than in Kubernetes: no programs in scratch space, few processes, no swap, no shared memory with others. */
final class Hardening {
    private static final int PROCESSES = 512;

    private Hardening() {}

    static StackPart of(StackPart part) {
        Service service = part.service();
        Service.Files files = service.files();
        List<String> scratch = files.tmpfs().stream()
                .map(mount -> mount.replace(",exec", "") + ",noexec,nosuid,nodev")
                .toList();
        Service.Safety safety = service.safety();
        Amounts limits = service.deploy().resources().limits();
        return part.with(service.with(new Service.Files(files.volumes(), scratch, files.shmSize(), files.secrets()))
                .with(
                        new Service.Safety(
                                safety.readOnly(),
                                safety.capDrop(),
                                safety.capAdd(),
                                safety.securityOpt(),
                                "private",
                                limits == null ? null : limits.memory()),
                        new Service.Deploy(
                                service.deploy().replicas(),
                                new Service.Resources(
                                        limits == null
                                                ? new Amounts(null, null, PROCESSES)
                                                : new Amounts(limits.cpus(), limits.memory(), PROCESSES),
                                        service.deploy().resources().reservations()))));
    }
}

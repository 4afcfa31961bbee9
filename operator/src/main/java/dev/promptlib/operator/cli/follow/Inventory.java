package dev.promptlib.operator.cli.follow;

import dev.promptlib.operator.api.PromptLibrary;
import dev.promptlib.operator.api.PromptLibraryStatus;
import dev.promptlib.operator.apply.Ownership;
import dev.promptlib.operator.cli.Target;
import dev.promptlib.operator.cli.install.Library;
import dev.promptlib.operator.desired.Contents;
import dev.promptlib.operator.desired.Labels;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What exists of a library in the cluster. */
public record Inventory(
        String namespace,
        String name,
        Optional<PromptLibraryStatus> status,
        List<Volume> volumes,
        List<Key> secrets,
        List<Entrance> entrances) {

    /** A volume that holds data. */
    public record Volume(String name, String size) {}

    /**
     * A secret, by its name only.
     *
     * @param data whether it stays when the resource goes, as the data cannot be used without it
     */
    public record Key(String name, boolean data) {}

    /** A way in. */
    public record Entrance(String name, String host, List<String> addresses) {}

    public static Inventory of(KubernetesClient client, Library library) {
        return of(client, library.namespace(), library.name(), Optional.ofNullable(library.in(client)));
    }

    public static Inventory of(Target target) {
        return of(target.client(), target.namespace(), target.name(), Optional.of(target.library()));
    }

    private static Inventory of(
            KubernetesClient client, String namespace, String name, Optional<PromptLibrary> resource) {
        Map<String, String> labels = Map.of(Labels.MANAGED_BY, Labels.MANAGER, Labels.INSTANCE, name);
        return new Inventory(
                namespace,
                name,
                resource.map(PromptLibrary::getStatus),
                client.persistentVolumeClaims().inNamespace(namespace).withLabels(labels).list().getItems().stream()
                        .map(Inventory::volume)
                        .toList(),
                client.secrets().inNamespace(namespace).withLabels(labels).list().getItems().stream()
                        // Copies that a release reads come and go with it.
                        .filter(secret -> !Contents.isOne(secret))
                        .map(secret -> new Key(secret.getMetadata().getName(), Ownership.isData(secret)))
                        .sorted(Comparator.comparing(Key::name))
                        .toList(),
                client.network().v1().ingresses().inNamespace(namespace).withLabels(labels).list().getItems().stream()
                        .flatMap(ingress -> ingress.getSpec().getRules().stream()
                                .map(rule -> new Entrance(
                                        ingress.getMetadata().getName(), rule.getHost(), addresses(ingress))))
                        .toList());
    }

    /** What there is besides the data. */
    public Inventory withoutData() {
        List<Key> others = secrets.stream().filter(key -> !key.data()).toList();
        return new Inventory(namespace, name, status, List.of(), others, entrances);
    }

    /** Names what has to stay for the data to stay; empty when there is no data. */
    public List<String> data() {
        return Stream.concat(
                        volumes.stream().map(volume -> "volume " + volume.name() + " (" + volume.size() + ")"),
                        secrets.stream().filter(Key::data).map(key -> "secret " + key.name()))
                .toList();
    }

    private static Volume volume(PersistentVolumeClaim claim) {
        var capacity = claim.getStatus() == null ? null : claim.getStatus().getCapacity();
        var size = capacity == null || capacity.get("storage") == null
                ? claim.getSpec().getResources().getRequests().get("storage")
                : capacity.get("storage");
        return new Volume(claim.getMetadata().getName(), size.toString());
    }

    private static List<String> addresses(Ingress ingress) {
        if (ingress.getStatus() == null || ingress.getStatus().getLoadBalancer() == null) {
            return List.of();
        }
        return ingress.getStatus().getLoadBalancer().getIngress().stream()
                .map(each -> each.getIp() == null ? each.getHostname() : each.getIp())
                .toList();
    }
}

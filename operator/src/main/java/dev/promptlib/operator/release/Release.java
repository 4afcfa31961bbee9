package dev.promptlib.operator.release;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.ConfigMount;
import dev.promptlib.operator.desired.Annotations;
import dev.promptlib.operator.desired.Checksum;
import dev.promptlib.operator.desired.Lineup;
import dev.promptlib.operator.input.Input;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** All components as they are resolved, each with what its pods are given. Replicas and autoscaling are not part of it. */
public record Release(List<Piece> pieces) {

    /** One component of a release. */
    public record Piece(Component component, PodTemplateSpec template) {
        public String name() {
            return component.name();
        }

        boolean runsTheSameAs(Piece other) {
            return component.image().equals(other.component.image())
                    && component.command().equals(other.component.command())
                    && component.args().equals(other.component.args())
                    && Objects.equals(component.migration(), other.component.migration());
        }

        /** A digest of what the pods are given. */
        public String digest() {
            return template.getMetadata().getAnnotations().get(Annotations.INPUTS);
        }

        /** A digest of what the migration is given; one that has run with the same need not run again. */
        String migrationDigest() {
            return component.migration() == null ? "" : Checksum.ofObject(List.of(component.migration(), digest()));
        }
    }

    /** What a spec asks for. */
    public static Release of(Input input) {
        return new Release(input.spec().components().stream()
                .map(c -> new Piece(c, Lineup.template(input, c)))
                .toList());
    }

    public String digest() {
        List<String> parts = new ArrayList<>();
        pieces.forEach(piece -> parts.addAll(List.of(piece.name(), piece.digest(), piece.migrationDigest())));
        return Checksum.of(String.join("\n", parts)).substring(0, 10);
    }

    /** A digest of what the spec says of it, whatever is in the Secrets and ConfigMaps that it names. */
    public String asked() {
        return Checksum.ofObject(components().stream()
                        .map(c -> c.with(null, null, restarting(c), List.of()))
                        .toList())
                .substring(0, 10);
    }

    private static List<ConfigMount> restarting(Component component) {
        return component.config().stream()
                .filter(mount -> mount.reload() == ConfigMount.Reload.Restart)
                .toList();
    }

    public Optional<Piece> piece(String name) {
        return pieces.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    public List<Component> components() {
        return pieces.stream().map(Piece::component).toList();
    }

    public Map<String, String> images() {
        Map<String, String> images = new TreeMap<>();
        pieces.forEach(piece -> images.put(piece.name(), piece.component().image()));
        return images;
    }

    /** A digest of the files that restart pods, or nothing where there are none. */
    public String config() {
        Map<String, String> maps = new TreeMap<>();
        for (Piece piece : pieces) {
            for (ConfigMount mount : piece.component().config()) {
                piece.template().getSpec().getVolumes().stream()
                        .filter(v -> mount.reload() == ConfigMount.Reload.Restart)
                        .filter(v -> v.getName().equals("config-" + mount.name()))
                        .forEach(v -> maps.put(
                                piece.name() + "/" + mount.name(),
                                v.getConfigMap().getName()));
            }
        }
        return maps.isEmpty() ? null : Checksum.of(maps);
    }
}

package dev.promptlib.operator.cli.follow;

import dev.promptlib.operator.api.PromptLibraryStatus;
import java.util.ArrayList;
import java.util.List;

/** Shows what exists as a tree. */
public final class Tree {
    private Tree() {}

    public static String of(Inventory inventory) {
        List<String> branches = new ArrayList<>();
        inventory.status().ifPresent(status -> parts(status, branches));
        inventory.volumes().forEach(volume -> branches.add(row("volume", volume.name(), volume.size())));
        inventory.secrets().forEach(secret -> branches.add(row("secret", secret.name(), "")));
        inventory.entrances().forEach(entrance -> branches.add(row("ingress", entrance.name(), entrance.host())));
        StringBuilder tree =
                new StringBuilder("PromptLibrary " + inventory.name() + " in the namespace " + inventory.namespace());
        for (int i = 0; i < branches.size(); i++) {
            tree.append('\n').append(i == branches.size() - 1 ? "└─ " : "├─ ").append(branches.get(i));
        }
        return tree.toString();
    }

    private static void parts(PromptLibraryStatus status, List<String> branches) {
        if (status.components() != null) {
            status.components()
                    .forEach(component -> branches.add(row(
                            "component",
                            component.name(),
                            component.ready() + "/" + component.desired() + " pods ready  " + component.image())));
        }
        part("database", status.database(), branches);
        part("cache", status.cache(), branches);
    }

    private static void part(String kind, PromptLibraryStatus.PartStatus part, List<String> branches) {
        if (part != null) {
            String image = part.image() == null ? "" : "  " + part.image();
            branches.add(row(kind, part.engine(), (part.ready() ? "ready" : "not ready") + image));
        }
    }

    private static String row(String kind, String name, String rest) {
        return String.format("%-9s %-34s %s", kind, name, rest).stripTrailing();
    }
}

package dev.promptlib.operator.input;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.ConfigMount;
import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.Storage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Objects that two components would call the same, as app with old-data does and app-old with data. */
final class NameClashes {
    private final Map<String, String> components = new TreeMap<>();
    private final List<Problem> problems;

    private NameClashes(List<Problem> problems) {
        this.problems = problems;
    }

    static void check(List<Component> components, List<Problem> problems) {
        NameClashes claims = new NameClashes(problems);
        NameClashes files = new NameClashes(problems);
        for (int i = 0; i < components.size(); i++) {
            Component component = components.get(i);
            String path = "spec.components[" + i + "]";
            for (int j = 0; j < component.storage().size(); j++) {
                Storage storage = component.storage().get(j);
                claims.take(path + ".storage[" + j + "].name", component, storage.name());
            }
            for (int j = 0; j < component.config().size(); j++) {
                ConfigMount mount = component.config().get(j);
                // Those that never change have their content in their name.
                if (mount.files() != null && mount.reload() == ConfigMount.Reload.Live) {
                    files.take(path + ".config[" + j + "].name", component, mount.name());
                }
            }
        }
    }

    private void take(String path, Component component, String name) {
        String other = components.putIfAbsent(component.name() + "-" + name, component.name());
        if (other != null) {
            problems.add(new Problem(
                    path,
                    Reason.InvalidSpec,
                    "what it stands for would be called RESOURCE-" + component.name() + "-" + name
                            + ", as something of component " + other + " is: choose another name"));
        }
    }
}

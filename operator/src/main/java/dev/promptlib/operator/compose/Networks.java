package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.Component;
import dev.promptlib.operator.api.Need;
import dev.promptlib.operator.api.Profile;
import dev.promptlib.operator.compose.Service.Attachment;
import dev.promptlib.operator.input.Input;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who can reach whom: what the network policies say, as far as networks can say it. */
final class Networks {
    static final String COMPONENTS = "components";
    static final String OUTSIDE = "outside";

    private final Input input;
    private final boolean hardened;

    Networks(Input input, boolean hardened) {
        this.input = input;
        this.hardened = hardened;
    }

    Map<String, Attachment> of(Pod pod) {
        Set<String> names = new LinkedHashSet<>();
        if (pod.component().isPresent()) {
            component(pod.component().get(), names);
        } else {
            names.add(pod.name().equals(Pod.CACHE) ? Pod.CACHE : Pod.DATABASE);
            if (development() && !pod.once()) {
                names.add(OUTSIDE);
            }
        }
        Map<String, Attachment> networks = new LinkedHashMap<>();
        names.forEach(name -> networks.put(name, new Attachment(pod.once() ? List.of() : List.of(pod.host()))));
        return networks;
    }

    private void component(Component component, Set<String> names) {
        names.add(COMPONENTS);
        if (input.embedsDatabase() && input.gives(component, Need.database)) {
            names.add(Pod.DATABASE);
        }
        if (input.embedsCache() && input.gives(component, Need.cache)) {
            names.add(Pod.CACHE);
        }
        if (needsServersOutside(component) || (goesOutside() && !hardened)) {
            names.add(OUTSIDE);
        }
    }

    private boolean needsServersOutside(Component component) {
        return (!input.embedsDatabase() && input.gives(component, Need.database))
                || (!input.embedsCache() && input.gives(component, Need.cache));
    }

    private boolean goesOutside() {
        return !input.spec().networkPolicy().enabled()
                || !input.spec().networkPolicy().allowTo().isEmpty();
    }

    private boolean development() {
        return input.spec().profile() == Profile.development;
    }

    /** Networks by their names alone, for services that nobody looks for. */
    static Map<String, Attachment> plain(String... names) {
        Map<String, Attachment> networks = new LinkedHashMap<>();
        List.of(names).forEach(name -> networks.put(name, new Attachment(List.of())));
        return networks;
    }

    /** All that are used. */
    static Map<String, ComposeFile.Network> used(Iterable<Service> services) {
        Map<String, ComposeFile.Network> networks = new LinkedHashMap<>();
        services.forEach(service -> service.reach()
                .networks()
                .keySet()
                .forEach(name -> networks.put(
                        name, name.equals(OUTSIDE) ? ComposeFile.Network.OUTSIDE : ComposeFile.Network.INSIDE)));
        return networks;
    }
}

package dev.promptlib.operator.desired;

import dev.promptlib.operator.api.Component;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ports that a component listens on, by their names. The first one, called http, is the one that is probed and exposed. */
final class Ports {
    static final String FIRST = "http";

    private Ports() {}

    static Map<String, Integer> of(Component component) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        if (component.port() != null) {
            ports.put(FIRST, component.port());
            component.ports().forEach(port -> ports.put(port.name(), port.port()));
        }
        return ports;
    }
}

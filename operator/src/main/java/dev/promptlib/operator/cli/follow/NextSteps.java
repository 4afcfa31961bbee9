package dev.promptlib.operator.cli.follow;

import java.util.List;

/** What to try when all is up. */
public record NextSteps(String kubectl, String namespace, String name, String file) {
    public String text(List<Inventory.Key> secrets) {
        String token = secrets.stream().anyMatch(key -> key.name().equals(name + "-secrets"))
                ? "\n  The API token, to write:      " + kubectl + " -n " + namespace + " get secret " + name
                        + "-secrets -o jsonpath='{.data.API_TOKEN}' | base64 -d"
                : "";
        return "Next:"
                + "\n  See it as Kubernetes does:    " + kubectl + " -n " + namespace + " get plib"
                + "\n  Change it:                    edit " + file + ", and ./promptlib up again"
                + "\n  Remove it:                    ./promptlib down" + token;
    }

    public String portForward(String service, int port) {
        return kubectl + " -n " + namespace + " port-forward service/" + service + " " + port + ":" + port;
    }
}

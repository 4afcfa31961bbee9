package dev.promptlib.operator.cluster;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What one HTTP request asks of the Kubernetes API, in the words of RBAC; the resource of another path is the path. */
public record ApiRequest(
        String verb, String group, String resource, String subresource, String namespace, String name) {
    private static final Set<String> OF_A_NAMESPACE = Set.of("status", "finalize");
    private static final Set<String> READS = Set.of("get", "list", "watch");

    public static ApiRequest of(String method, String uri) {
        URI parsed = URI.create(uri);
        List<String> path = Arrays.stream(parsed.getPath().split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        boolean core = path.size() > 2 && path.get(0).equals("api");
        boolean grouped = path.size() > 3 && path.get(0).equals("apis");
        if (!core && !grouped) {
            return new ApiRequest(method.toLowerCase(Locale.ROOT), "", parsed.getPath(), "", "", "");
        }
        String group = core ? "" : path.get(1);
        List<String> rest = path.subList(core ? 2 : 3, path.size());
        String namespace = "";
        if (rest.get(0).equals("namespaces") && rest.size() > 2 && !OF_A_NAMESPACE.contains(rest.get(2))) {
            namespace = rest.get(1);
            rest = rest.subList(2, rest.size());
        }
        String name = rest.size() > 1 ? rest.get(1) : "";
        String subresource = rest.size() > 2 ? rest.get(2) : "";
        return new ApiRequest(verb(method, name, parsed.getQuery()), group, rest.get(0), subresource, namespace, name);
    }

    private static String verb(String method, String name, String query) {
        return switch (method) {
            case "GET" -> isWatch(query) ? "watch" : name.isEmpty() ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }

    private static boolean isWatch(String query) {
        return query != null
                && Arrays.stream(query.split("&")).anyMatch(parameter -> Set.of("watch", "watch=true", "watch=1")
                        .contains(parameter));
    }

    public boolean isWrite() {
        return !READS.contains(verb);
    }

    public boolean isWatch() {
        return verb.equals("watch");
    }

    public boolean isList() {
        return verb.equals("list");
    }

    /** Renewing, or looking at, who leads. */
    public boolean isLease() {
        return resource.equals("leases");
    }

    public Permission permission() {
        return new Permission(verb, group, resource, subresource);
    }
}

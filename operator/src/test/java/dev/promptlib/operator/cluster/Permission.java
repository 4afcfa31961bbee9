package dev.promptlib.operator.cluster;

/** What a rule of a Role grants: a verb on a resource. */
public record Permission(String verb, String group, String resource, String subresource) {
    public Permission withVerb(String other) {
        return new Permission(other, group, resource, subresource);
    }

    @Override
    public String toString() {
        return verb + " " + resource + (subresource.isEmpty() ? "" : "/" + subresource)
                + (group.isEmpty() ? "" : "." + group);
    }
}

package dev.promptlib.operator.cli.validate;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the API server asks of the name of any object. */
final class MetadataCheck {
    private static final String SUBDOMAIN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private static final Pattern NAME = Pattern.compile(SUBDOMAIN);

    private MetadataCheck() {}

    static List<Complaint> check(Map<String, Object> object) {
        Object name = object.get("metadata") instanceof Map<?, ?> metadata ? metadata.get("name") : null;
        if (name == null || name.equals("")) {
            return List.of(Complaint.blocking("metadata.name", "Required value: name or generateName is required"));
        }
        if (!(name instanceof String text)) {
            return List.of(Complaint.blocking("metadata.name", "a name is a text: put it in quotes"));
        }
        return NAME.matcher(text).matches()
                ? List.of()
                : List.of(Complaint.of(
                        "metadata.name",
                        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and"
                                + " must start and end with an alphanumeric character (e.g. 'example.com', regex used for"
                                + " validation is '" + SUBDOMAIN + "')"));
    }
}

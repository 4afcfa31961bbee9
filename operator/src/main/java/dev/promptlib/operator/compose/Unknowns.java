package dev.promptlib.operator.compose;

import dev.promptlib.operator.api.GeneratedSecret;
import dev.promptlib.operator.desired.Checksum;
import dev.promptlib.operator.desired.Names;
import dev.promptlib.operator.desired.Owner;
import dev.promptlib.operator.input.Credentials;
import dev.promptlib.operator.input.Input;
import dev.promptlib.operator.input.References;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Secret values, which the file must not hold: marks take their places while the stack is described. */
final class Unknowns {
    /** Survives URL encoding, and no name of a database, role or host can look like it. */
    private static final String MARK = "__VALUE_%d__";

    private static final String GIVEN_MARK = "__GIVEN_%d__";

    private final Map<String, Template.Piece> pieces = new LinkedHashMap<>();
    private final List<Generated> generated = new ArrayList<>();
    private final Map<String, SecretKey> originals = new HashMap<>();
    private final Input input;

    /** A value to make: how long, and how written. */
    record Generated(SecretKey key, GeneratedSecret shape) {}

    Unknowns(Input given) {
        Owner owner = given.owner();
        Map<String, String> database = new TreeMap<>();
        Map<String, String> cache = new TreeMap<>();
        Map<String, String> application = new TreeMap<>();
        Map<String, String> backup = new TreeMap<>();
        if (given.embedsDatabase()) {
            put(database, Names.database(owner), password(Credentials.SUPERUSER_PASSWORD));
            put(database, Names.database(owner), password(Credentials.PASSWORD));
        }
        if (given.embedsCache()) {
            put(cache, Names.cache(owner), password(Credentials.MAINTENANCE_PASSWORD));
            put(cache, Names.cache(owner), password(Credentials.PASSWORD));
        }
        given.spec().secrets().generate().forEach(shape -> put(application, Names.secrets(owner), shape));
        if (given.backsUp() && given.spec().backup().repository().passwordRef() == null) {
            put(backup, Names.backup(owner), password(Credentials.PASSWORD));
        }
        this.input = given.with(new Credentials(database, cache, application, backup))
                .with(marked(given));
    }

    /** The user's values: each is found again wherever it was copied to. Connections are read, and stay as they are. */
    private References marked(Input input) {
        Set<String> connections = Stream.of(
                        input.spec().database().external(), input.spec().cache().external())
                .filter(Objects::nonNull)
                .map(external -> external.secretRef().name())
                .collect(Collectors.toSet());
        Map<String, Map<String, String>> secrets = new TreeMap<>();
        input.references()
                .secrets()
                .forEach((secret, values) ->
                        secrets.put(secret, connections.contains(secret) ? values : marked(secret, values)));
        return new References(secrets, input.references().configMaps());
    }

    private Map<String, String> marked(String secret, Map<String, String> values) {
        Map<String, String> marks = new TreeMap<>();
        values.keySet().forEach(key -> {
            String mark = GIVEN_MARK.formatted(originals.size());
            originals.put(mark, new SecretKey(secret, key));
            marks.put(key, mark);
        });
        return marks;
    }

    private static GeneratedSecret password(String name) {
        return new GeneratedSecret(name, 32, GeneratedSecret.Encoding.Alphanumeric);
    }

    private void put(Map<String, String> values, String secret, GeneratedSecret shape) {
        SecretKey key = new SecretKey(secret, shape.name());
        String mark = MARK.formatted(generated.size());
        generated.add(new Generated(key, shape));
        pieces.put(mark, new Template.Value(key));
        pieces.put(Checksum.sha256(mark.getBytes(StandardCharsets.UTF_8)), new Template.Digest(key));
        values.put(shape.name(), mark);
    }

    /** The input with marks for the generated values. */
    Input input() {
        return input;
    }

    List<Generated> generated() {
        return generated;
    }

    boolean makes(SecretKey key) {
        return generated.stream().anyMatch(each -> each.key().equals(key));
    }

    /** The user's value that a text is a copy of. */
    Optional<SecretKey> given(String text) {
        return Optional.ofNullable(originals.get(text));
    }

    /** A text that was made from that input. */
    Template template(String text) {
        if (pieces.isEmpty()) {
            return Template.text(text);
        }
        List<Template.Piece> found = new ArrayList<>();
        Matcher mark = Pattern.compile(String.join("|", pieces.keySet())).matcher(text);
        int end = 0;
        while (mark.find()) {
            if (mark.start() > end) {
                found.add(new Template.Text(text.substring(end, mark.start())));
            }
            found.add(pieces.get(mark.group()));
            end = mark.end();
        }
        if (end < text.length() || found.isEmpty()) {
            found.add(new Template.Text(text.substring(end)));
        }
        return new Template(found);
    }
}

package dev.promptlib.operator.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A compose file as text, beginning with what its reader has to know. */
public final class ComposeYaml {
    private static final YAMLMapper MAPPER = new YAMLMapper(YAMLFactory.builder()
            .disable(Feature.WRITE_DOC_START_MARKER)
            .disable(Feature.SPLIT_LINES)
            .enable(Feature.MINIMIZE_QUOTES)
            .enable(Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(Feature.LITERAL_BLOCK_STYLE)
            .enable(Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .stringQuotingChecker(new Quoting())
            .build());

    /** Jackson knows what it would take for a number itself, and not what others do: compose, or those who read YAML as it was. */
    private static final class Quoting extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1L;
        private static final Pattern NUMBER = Pattern.compile(
                "[-+]?(0[box][-+]?[0-9a-f]+|[0-9.:]+(e[-+]?[0-9]*)?|[.](inf|nan))", Pattern.CASE_INSENSITIVE);
        private static final Pattern TIME = Pattern.compile("[0-9]+-[0-9]+-[0-9]+([Tt\\s].*)?");
        private static final Set<String> SPECIAL = Set.of("<<", "=");

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value)
                    || NUMBER.matcher(value.replace("_", "")).matches()
                    || TIME.matcher(value).matches()
                    || SPECIAL.contains(value);
        }
    }

    private ComposeYaml() {}

    /**
     * Writes it.
     *
     * @param command what made it
     */
    public static String of(Composed composed, String command) {
        try {
            return header(composed, command) + spaced(MAPPER.writeValueAsString(composed.file()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a compose file is plain data", e);
        }
    }

    private static String header(Composed composed, String command) {
        StringBuilder text = new StringBuilder();
        text.append("# Made by `").append(command).append("`.\n");
        text.append("# Change that file instead of this one, and run the command again.\n");
        text.append("# Start it with `docker compose up --wait`. More is in docs/compose.md.\n");
        needs(text, "in .env beside this file", names(composed.needs().variables(), true));
        needs(
                text,
                "as files below secrets/ beside this file",
                names(composed.needs().files(), false));
        text.append("#\n# What Kubernetes does for the same file, and Docker does not:\n");
        composed.shortfalls().forEach(line -> text.append("# - ").append(line).append('\n'));
        return text.append('\n').toString();
    }

    private static List<String> names(List<HostNeeds.Need> needs, boolean variables) {
        return needs.stream()
                .map(HostNeeds.Need::key)
                .map(key -> variables ? key.variable() : key.path())
                .toList();
    }

    private static void needs(StringBuilder text, String where, List<String> names) {
        if (!names.isEmpty()) {
            text.append("#\n# It wants, ").append(where).append(" (the same command with --out FILE writes them):\n");
            names.forEach(name -> text.append("#   ").append(name).append('\n'));
        }
    }

    /** An empty line before each section and each service but the first. */
    private static String spaced(String yaml) {
        return yaml.replaceAll("(?m)^(?=[a-z]+:$)", "\n")
                .replaceAll("(?m)(?<!^services:\n)^(?=  [a-z][-a-z0-9]*:\n    image:)", "\n");
    }
}

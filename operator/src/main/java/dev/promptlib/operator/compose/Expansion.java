package dev.promptlib.operator.compose;

import java.util.List;
import java.util.Map;

/** $(NAME) in a value, a command or an argument stands for a variable, in Kubernetes; compose does not know that. */
record Expansion(Map<String, String> known) {

    List<String> of(List<String> texts) {
        return texts.stream().map(this::of).toList();
    }

    /** As Kubernetes reads it: $$ is one dollar sign, and $(NAME) stays where there is no such variable. */
    String of(String text) {
        StringBuilder expanded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            int end = next == '(' ? text.indexOf(')', i) : -1;
            if (text.charAt(i) != '$') {
                expanded.append(text.charAt(i));
            } else if (next == '$') {
                expanded.append(Literal.of("$"));
                i++;
            } else if (end > 0 && known.containsKey(text.substring(i + 2, end))) {
                expanded.append(known.get(text.substring(i + 2, end)));
                i = end;
            } else {
                expanded.append(Literal.of("$"));
            }
        }
        return expanded.toString();
    }
}

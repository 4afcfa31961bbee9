package dev.promptlib.operator.compose;

import java.util.List;

/** Text that compose is to take as it stands: it reads a dollar sign as the beginning of a variable. */
final class Literal {
    private Literal() {}

    static String of(String text) {
        return text.replace("$", "$$");
    }

    static List<String> of(List<String> texts) {
        return texts.stream().map(Literal::of).toList();
    }

    /** The value of a variable of .env, which may be empty, but without which nothing starts. */
    static String variable(SecretKey key) {
        return "${" + key.variable() + "?see the beginning of the compose file}";
    }
}

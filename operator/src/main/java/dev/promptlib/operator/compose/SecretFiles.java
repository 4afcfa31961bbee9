package dev.promptlib.operator.compose;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Secrets that our own images take as variables: here from files, as anyone who may use Docker sees variables. */
final class SecretFiles {
    static final String DIRECTORY = "/run/secrets/promptlib";

    private SecretFiles() {}

    static String path(String variable) {
        return DIRECTORY + "/" + variable;
    }

    /** Reads them in a shell before what it was told to do. */
    static List<String> readIn(List<String> shellCommand, Collection<String> variables) {
        if (variables.isEmpty() || shellCommand.size() != 3) {
            return shellCommand;
        }
        List<String> command = new ArrayList<>(shellCommand.subList(0, 2));
        command.add(exports(variables) + shellCommand.get(2));
        return command;
    }

    static String exports(Collection<String> variables) {
        return variables.stream()
                .map(name -> "export " + name + "=\"$(cat " + path(name) + ")\"\n")
                .collect(Collectors.joining());
    }
}

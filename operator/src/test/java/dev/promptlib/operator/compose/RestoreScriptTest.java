package dev.promptlib.operator.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Switches and goes back in this machine's shell: a database is a file here, and what is in it says where it came from. */
class RestoreScriptTest {
    /** Does what the scripts ask of it, but for those calls that are to fail. */
    private static final String PSQL =
            """
            #!/bin/bash
            cd "$DATABASES"
            echo call >>../calls
            call=$(wc -l <../calls)
            if [ "$call" -ge "$FAILS_FROM" ] && [ "$call" -le "$FAILS_TO" ]; then
              echo "psql: error: connection refused" >&2
              exit 2
            fi
            case ${!#} in
              *count*) name=${!#%\\'*} && ls | grep -cx "${name##*\\'}" || true ;;
              DROP*) name=${!#%\\"*} && rm -f "${name##*\\"}" ;;
              *RENAME*) [ ! -e "$KEPT" ] && [ -e "$INCOMING" ] && mv "$LIVE" "$KEPT" && mv "$INCOMING" "$LIVE" ;;
            esac
            """;

    private static final int NEVER = 1000;

    @TempDir
    Path folder;

    /** A restore has taken place before, and another backup is loaded. */
    @BeforeEach
    void loaded() throws IOException {
        for (String name : List.of("databases", "state", "programs", "scripts")) {
            Files.createDirectory(folder.resolve(name));
        }
        database("live", "now");
        database("incoming", "loaded");
        database("kept", "old");
        note("kept", "snapshot=1\nstorage=\ndatabase=yes\nsafety=safety-0\n");
        note("loaded", "snapshot=2\nstorage=\ndatabase=yes\nfrom_run=r\nfrom_host=h\n");
        for (String name : List.of("switch.sh", "drop.sh", "common.sh")) {
            script(name, Files.readString(Path.of("src/main/resources/dev/promptlib/operator/backup", name)));
        }
        // No backup is made here: an attempt begins by emptying /tmp.
        script(
                "services.sh",
                ShellScript.named("services.sh") + "attempt() { RUN=safety-1; }\nTERMINATION_LOG=/dev/null\n");
        script("restore-service.sh", ShellScript.named("restore-service.sh"));
        program("psql", PSQL);
        program("sleep", "#!/bin/sh\n");
    }

    @Test
    void goesBackFromASwitchThatDidNotTakePlace() throws Exception {
        assertThat(run("switch", 1, NEVER)).as("the database is away").isNotZero();
        assertThat(run("back", NEVER, NEVER)).isZero();
        assertThat(databases()).isEqualTo(Map.of("live", "now", "incoming", "loaded", "kept", "old"));
        assertThat(run("back", NEVER, NEVER)).as("to before the first").isZero();
        assertThat(databases()).isEqualTo(Map.of("live", "old", "incoming", "now"));
    }

    static Stream<Arguments> cuts() {
        return IntStream.range(1, 9).boxed().flatMap(call -> Stream.of(call, NEVER)
                .map(to -> Arguments.of(call, to)));
    }

    /** One call fails, or it and all that follow. */
    @ParameterizedTest
    @MethodSource("cuts")
    void findsTheLiveDataAgainWhereverItWasCutOff(int from, int to) throws Exception {
        run("switch", from, to);
        if (run("back", from, to) != 0) {
            assertThat(run("back", NEVER, NEVER)).as(said()).isZero();
        }
        assertThat(databases()).containsEntry("live", "now").containsEntry("incoming", "loaded");
        assertThat(run("switch", NEVER, NEVER)).as(said()).isZero();
        assertThat(databases()).isEqualTo(Map.of("live", "loaded", "kept", "now"));
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private Map<String, String> databases() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (var files = Files.list(folder.resolve("databases"))) {
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return all;
    }

    private void database(String name, String text) throws IOException {
        Files.writeString(folder.resolve("databases").resolve(name), text);
    }

    private void note(String name, String text) throws IOException {
        Files.writeString(folder.resolve("state").resolve(name), text);
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(folder.resolve("scripts").resolve(name), text);
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("programs").resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private int run(String command, int failsFrom, int failsTo) throws Exception {
        Files.deleteIfExists(folder.resolve("calls"));
        var builder = new ProcessBuilder(
                        "bash", folder.resolve("scripts/restore-service.sh").toString(), command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        Map<String, String> environment = builder.environment();
        environment.merge("PATH", folder.resolve("programs") + ":", (path, first) -> first + path);
        environment.putAll(Map.of(
                "SCRIPTS", folder.resolve("scripts").toString(),
                "STATE", folder.resolve("state").toString(),
                "DATABASES", folder.resolve("databases").toString(),
                "TMPDIR", folder.toString(),
                "FAILS_FROM", String.valueOf(failsFrom),
                "FAILS_TO", String.valueOf(failsTo)));
        environment.putAll(
                Map.of("IMAGES", "", "BACKUP_HOST", "h", "LIVE", "live", "INCOMING", "incoming", "KEPT", "kept"));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}

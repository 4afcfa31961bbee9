package dev.promptlib.operator.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the functions of the schedule in this machine's shell. */
class ScheduleScriptTest {
    private static final CronParser CRON = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final long NOW = Instant.parse("2026-03-03T10:30:20Z").getEpochSecond();
    private static final long MINUTE = NOW / 60;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * *",
                "*/7 * * * *",
                "0 3 * * *",
                "* * * * MON-FRI",
                "* * 1,15 * *",
                "* * 13 * 5",
                "* 8-18/2 1-7 1-6 SUN",
                "* 2 * 3,10 7"
            })
    void agreesWithACronOfOthersAtAnyTime(String schedule) throws Exception {
        ExecutionTime others = ExecutionTime.forCron(CRON.parse(schedule));
        Random random = new Random(schedule.hashCode());
        for (String zone : List.of("UTC", "Europe/Zurich")) {
            List<Long> minutes = IntStream.range(0, 2000)
                    .mapToObj(i -> random.nextLong(2_000_000_000L / 60))
                    .toList();
            String expected = minutes.stream()
                    .filter(minute ->
                            others.isMatch(Instant.ofEpochSecond(minute * 60).atZone(ZoneId.of(zone))))
                    .map(String::valueOf)
                    .collect(Collectors.joining("\n"));
            String words = minutes.stream().map(String::valueOf).collect(Collectors.joining(" "));
            assertThat(run(
                            schedule,
                            "export TZ=" + zone + "; for m in " + words + "; do ! matches $m || echo $m; done"))
                    .isEqualTo(expected);
        }
    }

    @Test
    void beginsWithTheNextTime() throws Exception {
        look("30 10 * * *");
        assertThat(due()).isFalse();
        assertThat(folder.resolve("looked")).hasContent(String.valueOf(MINUTE));
    }

    @Test
    void seesATimeThatHasComeSinceItLooked() throws Exception {
        lookedBefore(1);
        look("29 10 * * *");
        assertThat(due()).as("it was seen then").isFalse();
        lookedBefore(1);
        look("30 10 * * *");
        assertThat(due()).isTrue();
    }

    @Test
    void makesUpForWhatWasMissedWhileTheMachineWasOff() throws Exception {
        lookedBefore(23 * 60);
        look("0 3 * * *");
        assertThat(due()).isTrue();
    }

    @Test
    void makesUpForTheLastDayOnly() throws Exception {
        lookedBefore(40 * 60);
        look("0 22 1 * *");
        assertThat(due()).as("36 hours ago").isFalse();
        lookedBefore(40 * 60);
        look("0 22 2 * *");
        assertThat(due()).as("12 hours ago").isTrue();
    }

    @Test
    void waitsWhereTheClockWasPutBack() throws Exception {
        lookedBefore(-120);
        look("* * * * *");
        assertThat(due()).isFalse();
        lookedBefore(1);
        look("* * * * *");
        assertThat(due()).isTrue();
    }

    private void lookedBefore(long minutes) throws IOException {
        Files.writeString(folder.resolve("looked"), (MINUTE - minutes) + "\n");
    }

    private boolean due() {
        return Files.exists(folder.resolve("due"));
    }

    private void look(String schedule) throws Exception {
        run(schedule, "date() { echo " + NOW + "; }; export TZ=UTC; look");
    }

    private String run(String schedule, String calls) throws Exception {
        Path script = Files.writeString(folder.resolve("script"), ShellScript.named("schedule.sh") + calls);
        Path output = folder.resolve("output");
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(CronTimes.of(schedule).variables());
        environment.put("state", folder.toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output).strip();
    }
}

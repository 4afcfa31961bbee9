package dev.promptlib.operator.compose;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The times of a cron expression, spelled out for a shell that only compares numbers. A day is one of either list: where only one
 * of both fields says something, the other list is empty.
 */
record CronTimes(
        List<Integer> minutes, List<Integer> hours, List<Integer> days, List<Integer> months, List<Integer> weekdays) {
    private static final CronParser CRON = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final Map<String, String> NICKNAMES = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    /** A Sunday, and the first of a month of 31 days. */
    private static final ZonedDateTime BEGINNING = ZonedDateTime.of(2023, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private static final int FIELDS = 5;

    static CronTimes of(String schedule) {
        String[] fields =
                NICKNAMES.getOrDefault(schedule, schedule).replace('?', '*').split(" ");
        try {
            if (fields.length != FIELDS) {
                throw new IllegalArgumentException("it has " + fields.length + " fields instead of " + FIELDS);
            }
            boolean anyDay = fields[2].equals("*");
            boolean anyWeekday = fields[4].equals("*");
            return new CronTimes(
                    matching(fields[0] + " * * * *", 0, 59, BEGINNING::withMinute),
                    matching("* " + fields[1] + " * * *", 0, 23, BEGINNING::withHour),
                    anyDay && !anyWeekday
                            ? List.of()
                            : matching("* * " + fields[2] + " * *", 1, 31, BEGINNING::withDayOfMonth),
                    matching("* * * " + fields[3] + " *", 1, 12, BEGINNING::withMonth),
                    anyWeekday ? List.of() : matching("* * * * " + fields[4], 0, 6, BEGINNING::plusDays));
        } catch (IllegalArgumentException e) {
            throw new NotForCompose(
                    "the schedule " + schedule + " says no times: " + e.getMessage(),
                    "write a cron expression of five fields, such as 0 3 * * *");
        }
    }

    private static List<Integer> matching(String expression, int first, int last, IntFunction<ZonedDateTime> time) {
        ExecutionTime times = ExecutionTime.forCron(CRON.parse(expression));
        return IntStream.rangeClosed(first, last)
                .filter(number -> times.isMatch(time.apply(number)))
                .boxed()
                .toList();
    }

    /** As schedule.sh reads them. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("MINUTES", spelled(minutes));
        variables.put("HOURS", spelled(hours));
        variables.put("DAYS", spelled(days));
        variables.put("MONTHS", spelled(months));
        variables.put("WEEKDAYS", spelled(weekdays));
        return variables;
    }

    private static String spelled(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}

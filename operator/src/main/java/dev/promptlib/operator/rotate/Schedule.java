package dev.promptlib.operator.rotate;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.promptlib.operator.api.Rotation;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** When the next rotation of values of some age is due. */
final class Schedule {
    private static final CronParser CRON = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private Schedule() {}

    static Optional<Instant> after(Rotation rotation, Instant since) {
        if (rotation.schedule() == null) {
            return Optional.empty();
        }
        return ExecutionTime.forCron(CRON.parse(rotation.schedule()))
                .nextExecution(since.atZone(ZoneId.of(rotation.timeZone())))
                .map(ZonedDateTime::toInstant);
    }
}

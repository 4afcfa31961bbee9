package dev.promptlib.operator.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {
    @ParameterizedTest
    @CsvSource({
        "*/5, 0 5 10 15 20 25 30 35 40 45 50 55",
        "5/20, 5 25 45",
        "'1-5,10', 1 2 3 4 5 10",
        "10-30/10, 10 20 30",
        "0, 0",
        "59, 59",
    })
    void spellsOutMinutes(String field, String expected) {
        assertThat(CronTimes.of(field + " * * * *").variables()).containsEntry("MINUTES", expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 0",
        "MON, 1",
        "'sun,Tue', 0 2",
        "1-5, 1 2 3 4 5",
        "5-7, 0 5 6",
        "*/2, 0 2 4 6",
        "1-5/2, 1 3 5",
    })
    void spellsOutWeekdaysFromSundayOn(String field, String expected) {
        CronTimes times = CronTimes.of("0 3 * * " + field);
        assertThat(times.variables()).containsEntry("WEEKDAYS", expected);
        assertThat(times.days()).as("any day would be one of either").isEmpty();
    }

    @Test
    void takesADayOfTheMonthOrADayOfTheWeek() {
        CronTimes both = CronTimes.of("0 3 1,15 * MON");
        assertThat(both.days()).containsExactly(1, 15);
        assertThat(both.weekdays()).containsExactly(1);
        CronTimes ofTheMonth = CronTimes.of("0 3 31 * *");
        assertThat(ofTheMonth.days()).containsExactly(31);
        assertThat(ofTheMonth.weekdays()).isEmpty();
        CronTimes any = CronTimes.of("0 3 ? JAN,6 *");
        assertThat(any.days()).hasSize(31);
        assertThat(any.months()).containsExactly(1, 6);
    }

    @ParameterizedTest
    @CsvSource({
        "@hourly, 0 * * * *",
        "@daily, 0 0 * * *",
        "@midnight, 0 0 * * *",
        "@weekly, 0 0 * * 0",
        "@monthly, 0 0 1 * *",
        "@yearly, 0 0 1 1 *",
        "@annually, 0 0 1 1 *",
    })
    void knowsTheNamesThatKubernetesKnows(String name, String expression) {
        assertThat(CronTimes.of(name)).isEqualTo(CronTimes.of(expression));
    }

    @ParameterizedTest
    @ValueSource(strings = {"61 * * * *", "* * * *", "0 24 * * *", "* * 0 * *", "* * * * FUN", "5-1 * * * *"})
    void refusesWhatSaysNoTimes(String schedule) {
        assertThatThrownBy(() -> CronTimes.of(schedule))
                .isInstanceOf(NotForCompose.class)
                .hasMessageContaining("the schedule " + schedule + " says no times");
    }

    @Test
    void spellsOutEachFieldOfItsOwn() {
        assertThat(CronTimes.of("30 4 * 2 *"))
                .isEqualTo(new CronTimes(
                        List.of(30), List.of(4), CronTimes.of("* * * * *").days(), List.of(2), List.of()));
    }
}

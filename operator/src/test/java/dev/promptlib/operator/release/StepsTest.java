package dev.promptlib.operator.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptlib.operator.api.Reason;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import dev.promptlib.operator.release.Seen.Trouble;
import dev.promptlib.operator.release.Seen.Trouble.Kind;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Trouble NO_IMAGE = new Trouble(Kind.DOUBTFUL, "ImagePullBackOff: no such image");
    private static final Trouble CRASH = new Trouble(Kind.PASSING, "CrashLoopBackOff (it ended with Error: boom)");

    private final World world = new World();

    private World installed() {
        return world.wants("1", "1").settle();
    }

    @Test
    void installsAllComponentsAtOnceAndHasNothingToSettle() {
        installed();
        assertThat(world.phase()).isEqualTo(Phase.Released);
        assertThat(world.state.current().revision()).isEqualTo(1);
        assertThat(world.state.current().images()).containsEntry("backend", "backend:1");
        assertThat(world.state.previous()).isNull();
    }

    @Test
    void waitsForTheDatabaseBeforeItInstalls() {
        world.foundationReady = false;
        world.wants("1", "1").settle();
        assertThat(world.phase()).isEqualTo(Phase.Pending);
        assertThat(world.running).isEmpty();
        world.foundationReady = true;
        assertThat(world.settle().phase()).isEqualTo(Phase.Released);
    }

    @Test
    void neverRollsBackAFirstInstallation() {
        world.badTags.add("1");
        world.wants("1", "1").settle();
        world.pods("backend", false, 9, null, NO_IMAGE).after(10_000).settle();
        assertThat(world.phase()).isEqualTo(Phase.Rolling);
        assertThat(world.state.failed()).isNull();
        world.badTags.clear();
        world.wants("2", "2").settle();
        assertThat(world.phase()).isEqualTo(Phase.Released);
    }

    @Test
    void rollsOneComponentAfterTheOtherAndLetsThemSettle() {
        installed().wants("2", "2").badTags.add("2");
        world.settle();
        assertThat(world.state.component()).isEqualTo("backend");
        assertThat(world.tag("frontend")).isEqualTo("1");
        world.badTags.clear();
        world.pods("backend", true, 0, null, null).settle();
        assertThat(world.phase()).isEqualTo(Phase.Settling);
        assertThat(world.tag("frontend")).isEqualTo("2");
        assertThat(world.after(9).settle().phase()).isEqualTo(Phase.Settling);
        assertThat(world.after(1).settle().phase()).isEqualTo(Phase.Released);
        assertThat(world.state.current().revision()).isEqualTo(2);
        assertThat(world.state.previous().revision()).isEqualTo(1);
    }

    @Test
    void startsAComponentThatIsNewAtOnce() {
        world.wants("components: [{name: backend, image: 'backend:1', port: 80}]")
                .settle();
        world.badTags.add("2");
        world.wants("2", "2").settle();
        assertThat(world.state.component()).isEqualTo("backend");
        assertThat(world.tag("frontend")).as("others may wait for it").isEqualTo("2");
    }

    @Test
    void letsTheFirstPodOfEachComponentProveItself() {
        installed().wants("2", "2").reconcile();
        Course course = new Course(world.state, world.aim());
        // The imaginary pod was ready at once.
        assertThat(world.state.component()).isIn("backend", "frontend", null);
        world.badTags.add("3");
        world.wants("3", "1").settle();
        course = new Course(world.state, world.aim());
        assertThat(minReady(course)).isEqualTo(10);
        world.pods("backend", true, 0, null, null);
        world.after(10);
        assertThat(minReady(new Course(world.state, world.aim()))).isZero();
    }

    private int minReady(Course course) {
        return course.lineup(world.spec.spec().components(), world.seen(), world.now)
                .places()
                .get(0)
                .minReadySeconds();
    }

    @Test
    void endsItsWayBackThoughSomebodyDeletedWhereItLeads() {
        installed().badTags.add("2");
        world.wants("2", "1").settle();
        world.pods("backend", false, 0, null, NO_IMAGE).settle().after(30);
        while (world.phase() == Phase.Rolling) {
            world.reconcile();
        }
        assertThat(world.phase()).isEqualTo(Phase.RollingBack);
        world.forget().settle();
        assertThat(world.phase()).isEqualTo(Phase.RolledBack);
        assertThat(world.state.current().revision()).isEqualTo(1);
        assertThat(world.tag("frontend")).isEqualTo("1");
    }

    @Test
    void rollsBackWhenAnImageCannotBeHad() {
        installed().badTags.add("2");
        world.wants("2", "1").settle();
        world.pods("backend", false, 0, null, NO_IMAGE).settle();
        assertThat(world.phase()).as("it may pass").isEqualTo(Phase.Rolling);
        world.after(30).settle();
        assertThat(world.phase()).isEqualTo(Phase.RolledBack);
        assertThat(world.tag("backend")).isEqualTo("1");
        assertThat(world.state.failed().reason()).isEqualTo(Reason.PodFailing);
        assertThat(world.state.failed().message()).contains("no such image", "backend-1");
        assertThat(world.state.current().revision()).isEqualTo(1);
    }

    @Test
    void doesNotTryAgainWhatFailedUntilItChanges() {
        rollsBackWhenAnImageCannotBeHad();
        int rolls = world.rolls;
        world.after(10_000).settle();
        assertThat(world.phase()).isEqualTo(Phase.RolledBack);
        assertThat(world.rolls).isEqualTo(rolls);
        world.wants("3", "1").settle().after(10).settle();
        assertThat(world.phase()).isEqualTo(Phase.Released);
        assertThat(world.state.failed()).isNull();
        assertThat(world.state.current().revision()).isEqualTo(3);
        assertThat(world.state.previous().revision())
                .as("the last that was good")
                .isEqualTo(1);
    }

    @Test
    void forgetsAFailureWhenWhatRunsIsWantedAgain() {
        rollsBackWhenAnImageCannotBeHad();
        world.wants("1", "1").settle();
        assertThat(world.phase()).isEqualTo(Phase.Released);
        assertThat(world.state.failed()).isNull();
        assertThat(world.state.current().revision()).isEqualTo(1);
    }

    @Test
    void rollsBackOnTheThirdCrash() {
        installed().badTags.add("2");
        world.wants("2", "1").settle();
        world.pods("backend", false, 2, world.now, CRASH).settle();
        assertThat(world.phase()).isEqualTo(Phase.Rolling);
        world.pods("backend", false, 3, world.now, CRASH).settle();
        assertThat(world.phase()).isEqualTo(Phase.RolledBack);
        assertThat(world.state.failed().message()).contains("boom");
    }

    @Test
    void rollsBackWhenNoPodBecomesReadyInTime() {
        installed().badTags.add("2");
        world.wants("1", "2").settle().after(69).settle();
        assertThat(world.phase()).isEqualTo(Phase.Rolling);
        world.after(1).settle();
        assertThat(world.phase()).isEqualTo(Phase.RolledBack);
        assertThat(world.state.failed().reason()).isEqualTo(Reason.DeadlineExceeded);
        assertThat(world.state.failed().message()).contains("frontend", "60 s", "it runs and is not ready");
    }

    @Test
    void holdsNothingAgainstAReleaseWhileTheDatabaseIsAway() {
        installed().badTags.add("2");
        world.wants("2", "1").settle();
        world.foundationReady = false;
        world.settle().after(1000).settle();
        world.foundationReady = true;
        world.settle().after(69).settle();
        assertThat(world.phase()).isEqualTo(Phase.Rolling);
        world.after(1).settle();
        assertThat(world.phase()).isEqualTo(Phase.RolledBack);
    }

    @Test
    void forgivesCrashesOfATimeWithoutTheDatabase() {
        installed().badTags.add("2");
        world.wants("2", "1").settle();
        world.foundationReady = false;
        world.settle().after(100).pods("backend", false, 5, world.now, CRASH).settle();
        world.after(1).foundationReady = true;
        world.settle();
        assertThat(world.phase()).as("before it has tried again").isEqualTo(Phase.Rolling);
        world.after(10).pods("backend", false, 6, world.now, CRASH).settle();
        assertThat(world.phase()).isEqualTo(Phase.RolledBack);
    }

    @Test
    void leavesAllAsItIsWhenTheDatabaseGoesAwayWhileItSettles() {
        installed().wants("2", "2").settle();
        assertThat(world.phase()).isEqualTo(Phase.Settling);
        int rolls = world.rolls;
        world.foundationReady = false;
        world.settle().after(1000).settle();
        assertThat(world.tag("frontend")).isEqualTo("2");
        world.foundationReady = true;
        world.settle().after(10).settle();

        assertThat(world.phase()).isEqualTo(Phase.Released);
        assertThat(world.rolls).as("rolled no pod").isEqualTo(rolls);
    }

    @Test
    void rollsBackWhenAPodEndsWhileItSettles() {
        installed().wants("2", "1").settle();
        assertThat(world.phase()).isEqualTo(Phase.Settling);
        world.after(5).pods("backend", true, 1, world.now, null).settle();
        assertThat(world.phase()).isEqualTo(Phase.RolledBack);
        assertThat(world.state.failed().reason()).isEqualTo(Reason.NotStable);
    }

    @Test
    void beginsToSettleAnewWhenAPodIsEvicted() {
        installed().wants("2", "1").settle();
        world.after(8).pods("backend", false, 0, null, null).settle();
        world.pods("backend", true, 0, null, null).settle();
        assertThat(world.after(9).settle().phase()).isEqualTo(Phase.Settling);
        assertThat(world.after(1).settle().phase()).isEqualTo(Phase.Released);
    }

    @Test
    void doesNotJudgeAComponentThatDoesNotChange() {
        installed().pods("frontend", false, 99, world.now, CRASH);
        world.wants("2", "1").settle().after(10).settle();
        assertThat(world.phase()).isEqualTo(Phase.Released);
    }

    @Test
    void takesUpAnEditInTheMiddle() {
        installed().badTags.add("2");
        world.wants("2", "2").settle();
        world.wants("3", "3").settle().after(10).settle();
        assertThat(world.phase()).isEqualTo(Phase.Released);
        assertThat(world.tag("backend")).isEqualTo("3");
        assertThat(world.state.previous().revision()).isEqualTo(1);
    }

    @Test
    void putsBackQuietlyWhatIsWithdrawn() {
        installed().badTags.add("2");
        world.wants("2", "2").settle();
        world.wants("1", "1").settle();
        assertThat(world.phase()).isEqualTo(Phase.Released);
        assertThat(world.tag("backend")).isEqualTo("1");
        assertThat(world.state.failed()).isNull();
        assertThat(world.state.current().revision()).isEqualTo(1);
    }

    @Test
    void waitsForTheSafetyBackupAndRemembersIt() {
        installed().outcome = new SafetyBackup(SafetyBackup.State.RUNNING, null);
        world.wants("2", "1").settle();
        assertThat(world.phase()).isEqualTo(Phase.SafetyBackup);
        assertThat(world.tag("backend")).isEqualTo("1");
        world.backup = new SafetyBackup(SafetyBackup.State.DONE, "shop-7");
        world.settle().after(10).settle();
        assertThat(world.phase()).isEqualTo(Phase.Released);
        assertThat(world.state.current().safetyBackup()).isEqualTo("shop-7");
    }

    @Test
    void doesNotGoOnWithoutItsSafetyBackup() {
        installed().outcome = new SafetyBackup(SafetyBackup.State.FAILED, "no space");
        world.wants("2", "1").settle();
        assertThat(world.phase()).isEqualTo(Phase.RolledBack);
        assertThat(world.state.failed().message()).contains("no space");
        assertThat(world.tag("backend")).isEqualTo("1");

        // Who goes on without it has to say so.
        world.wants(World.TWO.formatted("2", "1").replace("update: {", "update: {backupFirst: false, "))
                .settle();
        assertThat(world.phase()).isEqualTo(Phase.Settling);
        assertThat(world.tag("backend")).isEqualTo("2");
    }

    @Test
    void backsNothingUpWhereTheProgramsStayTheSame() {
        installed().outcome = new SafetyBackup(SafetyBackup.State.FAILED, "no space");
        world.wants(World.TWO
                        .formatted("1", "1")
                        .replace("'backend:1',", "'backend:1', env: [{name: LOG_LEVEL, value: debug}],"))
                .settle();
        assertThat(world.phase()).isEqualTo(Phase.Settling);
    }

    @Test
    void keepsScalingAndLiveFilesAsTheSpecSaysWhateverRuns() {
        rollsBackWhenAnImageCannotBeHad();
        world.wants(World.TWO.formatted("2", "1").replace("'backend:2',", "'backend:2', replicas: 7,"))
                .settle();
        assertThat(world.phase()).as("replicas are no release").isEqualTo(Phase.RolledBack);
        var place = new Course(world.state, world.aim())
                .lineup(world.spec.spec().components(), world.seen(), world.now)
                .places()
                .get(0);
        assertThat(place.component().replicas()).isEqualTo(7);
        assertThat(place.component().image()).isEqualTo("backend:1");
    }
}

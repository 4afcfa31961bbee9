package dev.promptlib.operator.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.promptlib.operator.api.ReleaseStatus;
import dev.promptlib.operator.api.ReleaseStatus.Phase;
import dev.promptlib.operator.release.Seen.Migrated;
import dev.promptlib.operator.release.Seen.Trouble;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever fails, is edited, withdrawn or crashes: in the end a release runs whole, or its predecessor does. */
class StepsPropertiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Phase> ENDS = Set.of(Phase.Released, Phase.RolledBack);
    private static final String SPEC =
            """
            components:
            - {name: backend, image: 'backend:%s', port: 80, migration: {command: [migrate], deadlineSeconds: 100}}
            - {name: frontend, image: 'frontend:%s', port: 80}
            update: {settleSeconds: 10, progressDeadlineSeconds: 60}
            """;
    /** Two components, each with a deadline; a migration; settling; and the way back. */
    private static final int LONGEST = 100 + 60 + 2 * 70 + 80 + 60;

    @Property(tries = 300)
    void endsReleasedOrRolledBackAfterAnyWalk(@ForAll long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        World world = new World().wants(SPEC.formatted("1", "1")).settle();
        world.migrates("backend", Migrated.State.DONE, "").settle();
        assertThat(world.phase()).isEqualTo(Phase.Released);
        for (int i = 0; i < 40; i++) {
            disturb(world, random);
            world.after(random.nextInt(20)).reconcile();
            if (random.nextInt(4) == 0) {
                crash(world);
            }
        }
        world.foundationReady = true;
        world.outcome = new SafetyBackup(SafetyBackup.State.DONE, "shop-7");
        endBackup(world, world.outcome);
        int seconds = 0;
        while (!ENDS.contains(world.phase()) && seconds <= LONGEST) {
            world.after(10).settle();
            seconds += 10;
        }
        assertThat(world.phase()).as("after %d s: %s", seconds, world.state).isIn(ENDS);
        Release runs = world.phase() == Phase.Released
                ? world.aim().wanted()
                : world.aim().current();
        assertThat(runs.digest()).isEqualTo(world.state.current().digest());
        runs.pieces()
                .forEach(piece ->
                        assertThat(world.running.get(piece.name()).digest()).isEqualTo(piece.digest()));
    }

    private static void disturb(World world, Random random) {
        List<String> tags = List.of("1", "2", "3", "bad");
        String component = random.nextBoolean() ? "backend" : "frontend";
        switch (random.nextInt(10)) {
            case 0, 1 ->
                world.wants(
                        SPEC.formatted(tags.get(random.nextInt(tags.size())), tags.get(random.nextInt(tags.size()))));
            case 2 -> world.badTags.add("bad");
            case 3 -> {
                world.migrations.replaceAll((name, m) -> new Migrated(
                        random.nextInt(3) == 0 ? Migrated.State.FAILED : Migrated.State.DONE, "so it went"));
                endBackup(world, anyBackup(random));
            }
            case 4 -> world.foundationReady = random.nextInt(3) > 0;
            case 5 -> world.pods(component, false, random.nextInt(5), world.now, trouble(random));
            case 6 -> world.pods(component, true, random.nextInt(2), world.now, null);
            case 7 -> world.pods(component, true, 0, null, null);
            case 8 -> world.outcome = anyBackup(random);
            default -> world.after(random.nextInt(100));
        }
    }

    private static SafetyBackup anyBackup(Random random) {
        return new SafetyBackup(
                List.of(SafetyBackup.State.RUNNING, SafetyBackup.State.DONE, SafetyBackup.State.FAILED)
                        .get(random.nextInt(3)),
                "so it went");
    }

    /** A Job has a deadline of its own. */
    private static void endBackup(World world, SafetyBackup end) {
        if (world.backup.state() == SafetyBackup.State.RUNNING) {
            world.backup = end;
        }
    }

    private static Trouble trouble(Random random) {
        return new Trouble(Trouble.Kind.values()[random.nextInt(3)], "so it is");
    }

    /** What the operator knows after it is only what the status holds. */
    private static void crash(World world) throws JsonProcessingException {
        world.state = JSON.readValue(JSON.writeValueAsString(world.state), ReleaseStatus.class);
    }

    @Property(tries = 200)
    void answersTheSameQuestionTheSameWay(@ForAll long seed) {
        Random random = new Random(seed);
        World world = new World().wants(SPEC.formatted("1", "1")).settle();
        for (int i = 0; i < 20; i++) {
            disturb(world, random);
            world.after(random.nextInt(20)).reconcile();
            ReleaseStatus once = Steps.next(world.state, world.aim(), world.seen(), world.now);
            assertThat(Steps.next(once, world.aim(), world.seen(), world.now)).isEqualTo(once);
        }
    }
}

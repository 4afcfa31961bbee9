package dev.promptlib.operator.e2e;

import static dev.promptlib.operator.api.Condition.Status.False;
import static dev.promptlib.operator.api.Condition.Type.BackupSucceeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.PromptLibraryBackupStatus;
import dev.promptlib.operator.api.PromptLibraryBackupStatus.Phase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with a backup is seen, and the last good one stays: damage, death, a full disk, a database that is busy. */
class BackupFaultsE2E extends OnCluster {
    private static final int DAMAGES = 20;
    private static final String HOLDERS =
            "select %s from pg_stat_activity where query like '%%pg_sleep(600)%%' and pid <> pg_backend_pid()";

    private Stack stack;
    private Vault vault;
    private Bank bank;
    private Workbench backup;
    private Workbench verify;
    private String good;

    @BeforeAll
    void start() {
        stack = Stack.create(client, namespace("backup-faults"), databaseWithBackups())
                .awaitReady();
        vault = new Vault(client, stack);
        bank = Bank.open(stack);
        sql("create table filling (text text)");
        fill(200_000);
        PromptLibraryBackupStatus first = vault.backUp("first", false);
        assertThat(first.phase()).as(first.message()).isEqualTo(Phase.Complete);
        good = first.snapshot();
        backup = Workbench.like(client, stack, "shop-backup", "backing-up");
        verify = Workbench.like(client, stack, "shop-backup-verify", "verifying");
    }

    private String sql(String query) {
        return stack.shell("database").run("psql -U postgres -d app -Atc \"" + query + "\"");
    }

    /** With what no earlier backup holds. */
    private void fill(int rows) {
        sql("insert into filling select md5(random()::text) || md5(random()::text) from generate_series(1," + rows
                + ")");
    }

    @Test
    @Order(1)
    void findsEveryDamageToTheRepository() {
        PodShell shell = verify.shell();
        shell.run("rm -rf /scratch/good && cp -r /repository /scratch/good");
        // Locks are nobody's loss; all else is: config, key, index, snapshots and packs.
        List<String> files = shell.run("cd /repository && find config keys index snapshots data -type f | sort")
                .lines()
                .toList();
        Map<String, String> unseen = new TreeMap<>();
        for (int i = 0; i < DAMAGES; i++) {
            String file = "/repository/" + files.get(i % files.size());
            Damage damage = Damage.values()[(i + i / files.size()) % Damage.values().length];
            shell.run("chmod u+w " + file + " && " + damage.of(file));
            PodShell.Outcome outcome = verify.verify("latest");
            if (outcome.succeeded()) {
                unseen.put(file + " " + damage, outcome.text());
            }
            shell.run("rm -rf /repository/* && cp -r /scratch/good/* /repository/");
        }

        assertThat(unseen).isEmpty();
        PodShell.Outcome whole = verify.verify(good);
        assertThat(whole.succeeded()).as(whole.text()).isTrue();
    }

    static Stream<Arguments> processes() {
        return Stream.of(
                Arguments.of("pg_dump", "pg_dump*|*bin/pg_dump*", false, "raise spec.backup.resources.limits.memory"),
                Arguments.of(
                        "restic", "*restic*--stdin-from-command*", false, "raise spec.backup.resources.limits.memory"),
                Arguments.of("server", "'postgres: postgres app '*COPY*", true, "server closed the connection"));
    }

    @ParameterizedTest(name = "{0}")
    @Order(2)
    @MethodSource("processes")
    void failsWhenAProcessOfItDies(String name, String process, boolean ofTheServer, String said) {
        List<String> before = backup.backups("");
        PodShell where = ofTheServer ? stack.shell("database") : backup.shell();
        var killer = CompletableFuture.supplyAsync(() -> Workbench.kill(where, process));
        PodShell.Outcome outcome = backup.backUp("killed-" + name);

        assertThat(killer.join().succeeded()).as("killed").isTrue();
        assertThat(outcome.succeeded()).as(outcome.text()).isFalse();
        assertThat(outcome.lastLine()).contains("failed while dumping the database", said);
        assertThat(backup.backups("")).isEqualTo(before);
        backup.shell().run("bash -c '. $SCRIPTS/common.sh; PATIENCE=1s restic check --read-data'");
        await("the database").atMost(Stack.LIMIT).ignoreExceptions().until(() -> sql("select 1")
                .equals("1"));
    }

    @Test
    @Order(2)
    void forgetsNothingBeforeARestore() {
        // What is to be restored may be older than what the rules keep.
        String old = backup.shell()
                .run("touch /tmp/old; /tools/restic backup --host=$BACKUP_HOST --time='2026-01-01 03:00:00'"
                        + " --tag=manifest,run=old,origin=safety --json /tmp/old"
                        + " | grep -o '\"snapshot_id\":\"[0-9a-f]*' | cut -d'\"' -f4 | cut -c1-8");

        backUpAs("safety");
        assertThat(backup.backups("")).contains(old);
        backUpAs("schedule");
        assertThat(backup.backups("")).isNotEmpty().doesNotContain(old);
    }

    private void backUpAs(String origin) {
        PodShell.Outcome outcome = backup.backUp("as-" + origin, "ORIGIN=" + origin);
        assertThat(outcome.succeeded()).as(outcome.text()).isTrue();
    }

    private void isIntact(String repository) {
        PodShell.Outcome read = backup.reads(repository);
        assertThat(read.succeeded()).as(read.text()).isTrue();
    }

    private void holdTheDump() {
        inBackground("begin; lock table filling; select pg_sleep(600)");
        await("the lock").atMost(Stack.LIMIT).until(() -> sql(HOLDERS.formatted("count(*)"))
                .equals("1"));
    }

    private void letTheDumpGoOn() {
        sql(HOLDERS.formatted("pg_terminate_backend(pid)"));
    }

    private List<Pod> podsAtWork() {
        return stack.pods("backup").stream()
                .filter(pod -> !pod.getMetadata().getOwnerReferences().isEmpty())
                .filter(pod -> pod.getStatus().getContainerStatuses().stream()
                        .anyMatch(container -> container.getState().getRunning() != null))
                .toList();
    }

    @Test
    @Order(3)
    void failsWhenTheDiskIsFull() {
        String full = "RESTIC_REPOSITORY=/backup/full VOLUME=/backup/full";
        PodShell shell = backup.shell();
        shell.run("rm -rf /backup/* && cp -r /repository /backup/full && rm -rf /backup/full/locks/*");
        List<String> before = backup.backups(full);
        shell.run("head -c 100000000 /dev/zero >/backup/ballast 2>/dev/null; truncate -s -500000 /backup/ballast");
        fill(50_000);
        PodShell.Outcome outcome = backup.backUp("full", full);

        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.lastLine()).contains("no space left on device", "raise spec.backup.repository.volume.size");
        shell.run("rm -f /backup/ballast");
        assertThat(backup.backups(full)).isEqualTo(before).isNotEmpty();
        isIntact(full);
        shell.run("rm -rf /backup/*");
    }

    @Test
    @Order(4)
    void saysThatTheDiskIsFull() {
        Job job = vault.job("shop-backup", "on-a-full-disk");
        job.getSpec().setBackoffLimit(0);
        job.getSpec()
                .getTemplate()
                .getSpec()
                .getVolumes()
                .replaceAll(volume -> volume.getName().equals("repository")
                        ? new VolumeBuilder()
                                .withName("repository")
                                .withNewEmptyDir()
                                .withMedium("Memory")
                                .withNewSizeLimit("4Mi")
                                .endEmptyDir()
                                .build()
                        : volume);
        client.resource(job).create();

        stack.await(
                BackupSucceeded,
                False,
                "on-a-full-disk",
                "no space left on device",
                "raise spec.backup.repository.volume.size",
                "The last good one is " + good);
    }

    @Test
    @Order(5)
    void isOfOneMomentWhileTheDatabaseIsBusy() {
        bank.startTransfers();
        PodShell.Outcome outcome = backup.backUp("busy");
        int moved = bank.moved();
        bank.endTransfers();

        assertThat(outcome.succeeded()).as(outcome.text()).isTrue();
        assertThat(moved).as("accounts that moved").isPositive();
        PodShell.Outcome proof = verify.verify("latest");
        assertThat(proof.succeeded()).as(proof.text()).isTrue();
        assertThat(Bank.sum(verify, "busy")).isEqualTo(Bank.SUM);
    }

    /** A TRUNCATE empties a table for older snapshots too. */
    @Test
    @Order(5)
    void makesNoBackupOfATableThatIsEmptiedMeanwhile() {
        sql("create table emptied as select generate_series(1, 1000) as n");
        List<String> before = backup.backups("");
        inBackground("select pg_advisory_lock(7), pg_sleep(600)");
        await("the lock").atMost(Stack.LIMIT).until(() -> sql(HOLDERS.formatted("count(*)"))
                .equals("1"));
        inBackground("begin; truncate emptied; select pg_advisory_lock(7); commit");
        var running = CompletableFuture.supplyAsync(() -> backup.backUp("emptied"));
        await("the dump")
                .atMost(Stack.LIMIT)
                .until(() ->
                        sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'LOCK TABLE%'")
                                .equals("1"));
        letTheDumpGoOn();
        PodShell.Outcome outcome = running.join();

        assertThat(outcome.succeeded()).as(outcome.text()).isFalse();
        assertThat(outcome.lastLine()).contains("emptied or written anew", "public.emptied", "Make another");
        assertThat(backup.backups("")).isEqualTo(before);
        sql("drop table emptied");
    }

    /** Ends well in any case: a server that is the first process of its container takes an orphan for one of its own. */
    private void inBackground(String query) {
        stack.shell("database").run("(psql -q -U postgres -d app -c '" + query + "' || true) >/dev/null 2>&1 &");
    }

    @Test
    @Order(6)
    void failsWhenItsPodsDie() {
        List<String> before = backup.backups("");
        // A pod that is deleted goes on for a moment, which must not be enough for a backup.
        holdTheDump();
        vault.askForBackup("without-pods", false);
        PromptLibraryBackupStatus status = await("the end")
                .atMost(Stack.LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            podsAtWork().forEach(pod -> client.resource(pod)
                                    .withGracePeriod(0)
                                    .delete());
                            return vault.backupStatus("without-pods");
                        },
                        now -> now != null && now.ended());
        letTheDumpGoOn();

        assertThat(status.phase()).isEqualTo(Phase.Failed);
        assertThat(status.message()).contains("its pods were taken away", "make a new request");
        stack.await(BackupSucceeded, False, "BackupFailed", "The last good one is " + good);
        assertThat(backup.backups("")).isEqualTo(before);
        isIntact("");
        // Their locks are still there.
        PodShell.Outcome next = backup.backUp("after-its-pods");
        assertThat(next.succeeded()).as(next.text()).isTrue();
    }

    /** In a volume by its lock, elsewhere by one of the database. */
    @ParameterizedTest
    @Order(7)
    @ValueSource(strings = {"VOLUME=/backup/new", "VOLUME="})
    void makesOneRepositoryThoughSeveralBeginAtOnce(String volume) {
        String environment = "export RESTIC_REPOSITORY=/backup/new " + volume + "; mkdir -p /backup/new; ";
        PodShell.Outcome outcome = backup.shell()
                .attempt(environment + "for n in 1 2 3; do bash /scripts/prepare.sh 2>&1 & all=\"$all $!\"; done;"
                        + " for one in $all; do wait $one || failed=yes; done; [ -z \"$failed\" ]");

        assertThat(outcome.succeeded()).as(outcome.text()).isTrue();
        assertThat(outcome.text()).contains("there is no repository yet");
        assertThat(backup.shell().run(environment + "/tools/restic list keys").lines())
                .hasSize(1);
        assertThat(backup.shell().run(environment + "bash -c '. /scripts/common.sh; backups'"))
                .as("backups of a repository that has none")
                .isEmpty();
        backup.shell().run("rm -rf /backup/*");
    }

    @Test
    @Order(8)
    void failsWhenTheBucketsServerDies() {
        S3Server server = S3Server.in(client, stack.namespace());
        stack.set(
                "/backup/repository",
                "{\"s3\":{\"endpoint\":\"http://s3:7070\",\"bucket\":\"backups\",\"credentialsRef\":{\"name\":\"s3\"}}}");
        stack.awaitReady();
        PromptLibraryBackupStatus first = vault.backUp("in-the-bucket", false);
        assertThat(first.phase()).as(first.message()).isEqualTo(Phase.Complete);
        stack.set("/backup/deadlineSeconds", "60");
        stack.awaitReady();
        fill(50_000);

        // However quick a backup is, it ends no sooner than the server.
        holdTheDump();
        vault.askForBackup("without-a-server", false);
        await("a pod at work").atMost(Stack.LIMIT).until(() -> !podsAtWork().isEmpty());
        String image = server.image();
        server.kill();
        letTheDumpGoOn();
        PromptLibraryBackupStatus status = vault.backedUp("without-a-server");

        assertThat(status.phase()).isEqualTo(Phase.Failed);
        assertThat(status.message()).contains("spec.backup.deadlineSeconds");
        stack.await(BackupSucceeded, False, "spec.backup.deadlineSeconds", "The last good one is " + first.snapshot());
        server.revive(image);
        String bucket = "RESTIC_REPOSITORY=s3:http://s3:7070/backups/" + stack.namespace()
                + "/shop AWS_ACCESS_KEY_ID=admin AWS_SECRET_ACCESS_KEY=adminsecret";
        assertThat(backup.backups(bucket)).containsExactly(first.snapshot());
        isIntact(bucket);
    }
}

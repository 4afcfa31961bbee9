package dev.promptlib.operator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.cluster.TestNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong with a backup is seen, and the last good one stays: damage, death, a full disk, a database that is busy. */
class BackupFaultsE2E extends OnCluster {
    private static final int ACCOUNTS = 1000;

    private Stack stack;
    private Workbench backup;
    private Workbench verify;

    @BeforeAll
    void start() {
        TestNamespace namespace = namespace("backup-faults");
        stack = Stack.create(
                        client,
                        namespace,
                        yaml("backup").replaceFirst("(?m)^      storage:\n        - .*uploads.*\n", ""))
                .awaitReady();
        sql(
                "create table account as select id, 100 as balance, repeat(md5(id::text), 8) as note from generate_series(1,"
                        + ACCOUNTS + ") id");
        sql("create table filling as select id, md5(id::text) || md5((id + 1)::text) as text from generate_series(1,"
                + " 300000) id");
        backup = Workbench.like(client, stack, "shop-backup", "backing-up");
        verify = Workbench.like(client, stack, "shop-backup-verify", "verifying");
        assertThat(backup.run("backup.sh", "first", "").succeeded()).isTrue();
    }

    private String sql(String query) {
        return stack.shell("database").run("psql -U postgres -d app -Atc \"" + query + "\"");
    }

    private List<String> manifests() {
        return backup.shell()
                .run("/tools/restic snapshots --no-lock --tag manifest --json | grep -o '\"short_id\":\"[0-9a-f]*\"'")
                .lines()
                .toList();
    }

    @Test
    @Order(1)
    void findsEveryDamageToTheRepository() {
        PodShell shell = verify.shell();
        shell.run("rm -rf /scratch/good && cp -a /repository /scratch/good");
        // Locks are nobody's loss; all else is: config, key, index, snapshots and packs, in turn.
        List<String> files = shell.run(
                        "cd /repository && find config keys index snapshots data -type f | sort | awk -F/ '{ if (n[$1]++ < 5) print }'")
                .lines()
                .toList();
        assertThat(files).hasSizeGreaterThanOrEqualTo(10);
        List<String> unseen = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String file = "/repository/" + files.get(i % files.size());
            shell.run("chmod u+w " + file + " && " + damage(i, file));
            PodShell.Outcome outcome = verify.run("verify.sh", "damage-" + i, "");
            if (outcome.succeeded()) {
                unseen.add(file + " after " + damage(i, file));
            }
            shell.run("rm -rf /repository/* && cp -a /scratch/good/. /repository/");
        }

        assertThat(unseen).isEmpty();
        assertThat(verify.run("verify.sh", "whole", "").succeeded())
                .as("the repository as it was")
                .isTrue();
    }

    private static String damage(int i, String file) {
        return switch (i % 3) {
            case 0 ->
                "printf '\\x5a' | dd of=" + file + " bs=1 seek=$(( $(stat -c %s " + file
                        + ") / 2 )) conv=notrunc status=none";
            case 1 -> "truncate -s -1 " + file;
            default -> "rm " + file;
        };
    }

    static Stream<Arguments> processes() {
        return Stream.of(
                Arguments.of("the dump", "pg_dump --snapshot", false),
                Arguments.of("restic", "--stdin-from-command", false),
                Arguments.of("the server's process of the dump", "postgres: postgres app", true));
    }

    @ParameterizedTest
    @Order(2)
    @MethodSource("processes")
    void failsWhenAProcessOfItDies(String name, String process, boolean ofTheServer) {
        List<String> before = manifests();
        PodShell where = ofTheServer ? stack.shell("database") : backup.shell();
        String kill = "for i in $(seq 600); do for p in /proc/[0-9]*; do said=$(tr '\\0' ' ' < $p/cmdline 2>/dev/null);"
                + " case $said in *'for i in'*) ;; *'" + process + "'*) kill -9 ${p#/proc/} && exit 0 ;; esac; done;"
                + " sleep 0.05; done; exit 1";
        var killer = CompletableFuture.supplyAsync(() -> where.attempt(kill));
        PodShell.Outcome outcome = backup.run("backup.sh", "killed", "");

        assertThat(killer.join().succeeded()).as("killed").isTrue();
        assertThat(outcome.succeeded()).as(outcome.text()).isFalse();
        assertThat(outcome.text()).contains("failed while");
        assertThat(manifests()).isEqualTo(before);
        await("the database").atMost(Stack.LIMIT).ignoreExceptions().until(() -> stack.shell("database")
                .attempt("psql -U postgres -d app -c 'select 1'")
                .succeeded());
        assertThat(backup.run("backup.sh", "after-" + name.hashCode(), "").succeeded())
                .as("the next run")
                .isTrue();
    }

    @Test
    @Order(3)
    void failsWhenTheDiskIsFull() {
        String full = "RESTIC_REPOSITORY=/backup/full";
        backup.shell().run("rm -rf /backup/* && mkdir /backup/full");
        backup.shell().run(full + " /tools/restic init");
        backup.shell()
                .run("head -c 100000000 /dev/zero > /backup/full/ballast; truncate -s -2000000 /backup/full/ballast");
        PodShell.Outcome outcome = backup.shell().attempt(full + " VOLUME= RUN=full bash /scripts/backup.sh");

        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.text()).contains("failed while dumping the database").contains("no space left");
        assertThat(backup.shell().run(full + " /tools/restic snapshots --no-lock --json"))
                .isEqualTo("[]");
        backup.shell().run("rm -rf /backup/*");
    }

    @Test
    @Order(4)
    void isOfOneMomentWhileTheDatabaseIsBusy() {
        String transfers =
                "while [ ! -e /tmp/stop ]; do echo \"begin; update account set balance = balance - 1 where id ="
                        + " $((RANDOM % " + ACCOUNTS
                        + " + 1)); update account set balance = balance + 1 where id = $((RANDOM % "
                        + ACCOUNTS + " + 1)); commit;\"; done | psql -q -U postgres -d app >/dev/null 2>&1";
        PodShell database = stack.shell("database");
        database.run("nohup bash -c '" + transfers + "' >/dev/null 2>&1 &");
        PodShell.Outcome outcome = backup.run("backup.sh", "busy", "");
        String during = sql("select count(*) from account where balance <> 100");
        database.run("touch /tmp/stop");

        assertThat(outcome.succeeded()).as(outcome.text()).isTrue();
        assertThat(Integer.parseInt(during)).as("accounts that moved").isPositive();
        assertThat(verify.run("verify.sh", "busy-verified", "").succeeded()).isTrue();
        String sum = verify.shell()
                .run(
                        "run=$(/tools/restic snapshots --no-lock --json --tag database,run=busy | grep -o"
                                + " '\"short_id\":\"[0-9a-f]*' | cut -d'\"' -f4); /tools/restic dump --no-lock $run database.dump |"
                                + " pg_restore -f - -a -t account | awk -F'\\t' '/^[0-9]+\\t/ { sum += $2 } END { print sum }'");
        assertThat(Integer.parseInt(sum)).isEqualTo(ACCOUNTS * 100);
    }
}

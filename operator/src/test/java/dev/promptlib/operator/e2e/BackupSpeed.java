package dev.promptlib.operator.e2e;

import dev.promptlib.operator.cluster.InstalledOperator;
import dev.promptlib.operator.cluster.TestCluster;
import dev.promptlib.operator.cluster.TestNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How fast a large database is backed up and restored, beside the bare programs in the same pod, between the same volumes, in turns. It
 * is not a test: it prints a table, see docs/performance.md.
 */
public final class BackupSpeed {
    private static final int MIB = Integer.getInteger("bench.mib", 1024);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 2);
    /** Its text compresses to about half, as hexadecimal digits do. */
    private static final String FILL =
            "insert into bulk select g, (select string_agg(md5(g::text || i), '') from generate_series(1, 32) i)"
                    + " from generate_series(%d, %d) g";

    private static final String BARE_BACKUP =
            "set -o pipefail; /tools/restic init --quiet && pg_dump --format=custom --compress=0 --dbname=$DATABASE"
                    + " | /tools/restic backup --quiet --host bare --stdin --stdin-filename database.dump";
    private static final String BARE_RESTORE =
            "set -o pipefail; psql -q -d postgres -c 'create database bare' && /tools/restic dump --host bare latest"
                    + " database.dump | pg_restore --exit-on-error --dbname=bare";
    private static final String LOAD =
            "LIVE=app INCOMING=loaded OWNER=app_owner WANTED=latest TERMINATION_LOG=/tmp/result"
                    + " bash /scripts/load.sh 2>&1";

    private final PodShell shell;
    private final Workbench workbench;
    private final List<String> table = new ArrayList<>();

    private BackupSpeed(Workbench workbench) {
        this.workbench = workbench;
        this.shell = workbench.shell();
    }

    public static void main(String... arguments) {
        TestCluster cluster = TestCluster.full();
        InstalledOperator.on(cluster);
        try (TestNamespace namespace = TestNamespace.in(cluster, "speed")) {
            Stack stack = Stack.create(cluster.client(), namespace, OnCluster.yaml("backup"))
                    .awaitReady();
            fill(stack.shell("database"));
            var workbench = Workbench.like(cluster.client(), stack, "shop-backup", "speed");
            new BackupSpeed(workbench).measure();
        }
        System.exit(0);
    }

    private static void fill(PodShell database) {
        database.run("psql -q -U postgres -d app -c 'create table bulk (id bigint primary key, text text)'");
        for (int done = 0; done < MIB; done += 64) {
            int to = Math.min(MIB, done + 64);
            database.run("psql -q -U postgres -d app -c \"" + FILL.formatted(done * 1024 + 1, to * 1024) + "\"");
        }
        database.run("psql -q -U postgres -d app -c 'vacuum analyze bulk' -c checkpoint");
    }

    private void measure() {
        double size = Double.parseDouble(shell.run("psql -X -Atc \"select pg_database_size('app')\" app")) / (1 << 20);
        for (int round = 1; round <= ROUNDS; round++) {
            String run = "speed" + round;
            String own = repository("own", round);
            String bare = repository("bare", round);
            double bareBackup = seconds(bare, BARE_BACKUP);
            double backup = timed(() -> workbench.backUp(run, own));
            double load = seconds(own, LOAD);
            shell.run("psql -q -d postgres -c 'drop database loaded'");
            double bareRestore = seconds(bare, BARE_RESTORE);
            shell.run("psql -q -d postgres -c 'drop database bare'; rm -rf /repository/speed");
            row("backup, round " + round, size / backup, size / bareBackup);
            row("restore, round " + round, size / load, size / bareRestore);
        }
        System.out.printf(Locale.ROOT, "a database of %.0f MiB, %d rounds%n", size, ROUNDS);
        System.out.printf("%-24s %14s %14s %20s%n", "", "operator MiB/s", "bare MiB/s", "ratio, wanted 0.90");
        table.forEach(System.out::println);
    }

    private static String repository(String whose, int round) {
        String path = "/repository/speed/" + whose + round;
        return "VOLUME=" + path + " RESTIC_REPOSITORY=" + path;
    }

    private double seconds(String environment, String script) {
        return timed(
                () -> shell.attempt("export " + environment + "; bash -c '" + script.replace("'", "'\\''") + "' 2>&1"));
    }

    private static double timed(Supplier<PodShell.Outcome> work) {
        long start = System.nanoTime();
        PodShell.Outcome outcome = work.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!outcome.succeeded()) {
            throw new IllegalStateException(outcome.text());
        }
        return seconds;
    }

    private void row(String what, double own, double bare) {
        table.add(String.format(Locale.ROOT, "%-24s %14.1f %14.1f %20.2f", what, own, bare, own / bare));
    }
}

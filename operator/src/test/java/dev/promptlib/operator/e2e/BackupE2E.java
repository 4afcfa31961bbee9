package dev.promptlib.operator.e2e;

import static dev.promptlib.operator.api.Condition.Status.False;
import static dev.promptlib.operator.api.Condition.Status.True;
import static dev.promptlib.operator.api.Condition.Type.BackupSucceeded;
import static dev.promptlib.operator.api.Condition.Type.BackupVerified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promptlib.operator.api.PromptLibraryBackupStatus;
import dev.promptlib.operator.api.PromptLibraryRestoreStatus;
import dev.promptlib.operator.cluster.TestNamespace;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What is backed up comes back: by schedule, on request, proved, restored beside, and put back again. */
class BackupE2E extends OnCluster {
    private static final String UPLOAD = "/uploads/letter.txt";

    private Stack stack;
    private Vault vault;
    private String good;
    private Workbench workbench;

    @BeforeAll
    void start() {
        TestNamespace namespace = namespace("backup");
        stack = Stack.create(client, namespace, yaml("backup")).awaitReady();
        vault = new Vault(client, stack);
        addPrompt("before the backup");
        upload("first");
    }

    private void addPrompt(String title) {
        try (App app = stack.app("app")) {
            app.add(title, stack.secret("secrets", "API_TOKEN"));
        }
    }

    private String prompts() {
        try (App app = stack.app("app")) {
            return app.get(App.PROMPTS).text();
        }
    }

    private void upload(String text) {
        stack.shell("app").run("echo " + text + " > " + UPLOAD);
    }

    private String uploaded() {
        return stack.shell("app").run("cat " + UPLOAD);
    }

    private String sql(String query) {
        return stack.shell("database").run("psql -U postgres -d app -Atc \"" + query + "\"");
    }

    @Test
    @Order(1)
    void reportsARunOfTheSchedule() {
        vault.runNow("shop-backup", "by-hand");
        assertThat(stack.await(BackupSucceeded, True, "BackupComplete")).contains("tables", "rows");
        var last = stack.get().getStatus().backup().last();
        assertThat(last.origin()).isEqualTo("schedule");
        assertThat(last.bytes()).isPositive();
        assertThat(last.rows()).isEqualTo(rows());
    }

    private long rows() {
        return Long.parseLong(
                sql(
                        "select sum((xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I', schemaname,"
                                + " tablename), false, true, '')))[1]::text::bigint) from pg_tables where schemaname = 'public'"));
    }

    @Test
    @Order(2)
    void provesABackupOnRequest() {
        sql("create table tricky as select 'same' as t, n from generate_series(1, 9) n");
        // As after an update of the image's C library: the server warns whoever connects.
        sql("update pg_database set datcollversion = '0' where datname = 'app'");
        PromptLibraryBackupStatus status = vault.backUp("now", true);
        sql("alter database app refresh collation version");

        assertThat(status.phase()).as(status.message()).isEqualTo(PromptLibraryBackupStatus.Phase.Complete);
        assertThat(status.verified()).isTrue();
        assertThat(status.snapshot()).matches("[0-9a-f]{8}");
        assertThat(stack.await(BackupVerified, True, "Verified")).contains(status.snapshot());
        good = status.snapshot();
    }

    @Test
    @Order(3)
    void restoresBesideAndKeepsWhatWasThere() {
        addPrompt("after the backup");
        upload("second");

        PromptLibraryRestoreStatus status = vault.restore("back", vault.of(good));

        assertThat(status.phase()).as(status.message()).isEqualTo(PromptLibraryRestoreStatus.Phase.Complete);
        assertThat(status.snapshot()).isEqualTo(good);
        stack.awaitReady();
        assertThat(prompts()).contains("before the backup").doesNotContain("after the backup");
        assertThat(uploaded()).isEqualTo("first");
        assertThat(sql("select count(*) from pg_database where datname = '"
                        + status.kept().database() + "'"))
                .isEqualTo("1");
        assertThat(stack.get().getStatus().backup().last().origin()).isEqualTo("safety");
    }

    @Test
    @Order(4)
    void putsBackWhatARestoreReplaced() {
        PromptLibraryRestoreStatus status = vault.restore("undo", vault.undoOf("back"));

        assertThat(status.phase()).as(status.message()).isEqualTo(PromptLibraryRestoreStatus.Phase.Complete);
        stack.awaitReady();
        assertThat(prompts()).contains("before the backup", "after the backup");

        PromptLibraryRestoreStatus again = vault.restore("undo-again", vault.undoOf("back"));
        assertThat(again.phase()).isEqualTo(PromptLibraryRestoreStatus.Phase.Failed);
        assertThat(again.message()).contains("there is no database", "Nothing was changed");
        stack.awaitReady();
        assertThat(prompts()).contains("before the backup", "after the backup");
    }

    @Test
    @Order(5)
    void touchesNothingForABackupThatIsNotThere() {
        var uids = stack.uids("app");
        PromptLibraryRestoreStatus status = vault.restore("wrong", vault.of("deadbeef"));

        assertThat(status.phase()).isEqualTo(PromptLibraryRestoreStatus.Phase.Failed);
        assertThat(status.message()).contains("there is no backup deadbeef", good, "Nothing was changed");
        assertThat(stack.uids("app")).isEqualTo(uids);
        assertThat(sql("select count(*) from pg_database where datname like 'restored%'"))
                .isEqualTo("0");
    }

    @Test
    @Order(5)
    void goesBackWhenTheRequestIsDeletedInTheMiddle() {
        addPrompt("before the request");
        upload("before the request");

        vault.ask("withdrawn", vault.of(good));
        await("the middle")
                .atMost(Stack.LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    PromptLibraryRestoreStatus status = vault.status("withdrawn");
                    return status != null && status.step().compareTo(PromptLibraryRestoreStatus.Step.Switching) >= 0;
                });
        vault.delete("withdrawn");
        assertThat(vault.isAsked("withdrawn")).as("held until it has gone back").isTrue();
        await("the request to go").atMost(Stack.LIMIT).until(() -> !vault.isAsked("withdrawn"));

        stack.awaitReady();
        assertThat(prompts()).contains("before the request");
        assertThat(uploaded()).isEqualTo("before the request");
        assertThat(sql("select count(*) from pg_database where datname like 'restored%'"))
                .isEqualTo("0");
    }

    @Test
    @Order(6)
    void saysWhyABackupFailed() {
        String password = stack.secret("database", "superuser-password");
        sql("alter role postgres password 'another'");
        vault.runNow("shop-backup", "without-a-password");
        assertThat(stack.await(BackupSucceeded, False, "BackupFailed"))
                .contains("password authentication failed", "The last good one is", "without-a-password");
        sql("alter role postgres password '" + password + "'");
        assertThat(vault.backUp("again", false).phase()).isEqualTo(PromptLibraryBackupStatus.Phase.Complete);
        stack.await(BackupSucceeded, True);
    }

    @Test
    @Order(7)
    void changesThePasswordOfTheRepository() {
        String earlier = stack.secret("backup", "password");
        workbench = Workbench.like(client, stack, "shop-backup-verify", "workbench");
        stack.annotate("promptlib.dev/rotate", "Repository@now");

        await("another password").atMost(Stack.LIMIT).until(() -> !stack.secret("backup", "password")
                .equals(earlier));
        assertThat(opens(earlier)).as("both work for a while").isTrue();
        assertThat(vault.backUp("with-another-password", true).phase())
                .isEqualTo(PromptLibraryBackupStatus.Phase.Complete);
        assertThat(vault.restore("from-before", vault.of(good)).phase())
                .as("what was kept under the earlier one")
                .isEqualTo(PromptLibraryRestoreStatus.Phase.Complete);
        await("the earlier one to go")
                .atMost(Stack.LIMIT.plusMinutes(2))
                .until(() -> stack.secrets("backup").keySet().equals(Set.of("password")));
        assertThat(opens(earlier)).isFalse();
        assertThat(opens(stack.secret("backup", "password"))).isTrue();
    }

    @Test
    @Order(8)
    void touchesNothingWhereTheBackupDoesNotFit() {
        String open = "export RESTIC_PASSWORD_FILE= RESTIC_PASSWORD=" + stack.secret("backup", "password") + "; ";
        String huge = workbench
                .shell()
                .run(open + "mkdir /scratch/huge && cd /scratch/huge && /tools/restic dump --no-lock " + good
                        + " /manifest | tar -x && sed -i 's/^size .*/size 999999999999999/' manifest/facts"
                        + " && /tools/restic backup --host=$BACKUP_HOST --tag=manifest,run=huge,origin=schedule --json ."
                        + " | grep -o '\"snapshot_id\":\"[0-9a-f]*' | cut -d'\"' -f4 | cut -c1-8");
        var uids = stack.uids("app");

        PromptLibraryRestoreStatus status = vault.restore("huge", vault.of(huge));

        assertThat(status.phase()).isEqualTo(PromptLibraryRestoreStatus.Phase.Failed);
        assertThat(status.message()).contains("the volume is too small", "raise spec.database.storage.size");
        assertThat(stack.uids("app")).isEqualTo(uids);
    }

    private boolean opens(String password) {
        return workbench
                .shell()
                .attempt("RESTIC_PASSWORD_FILE= RESTIC_PASSWORD=" + password + " /tools/restic cat config")
                .succeeded();
    }
}

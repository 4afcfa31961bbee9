package dev.promptlib.operator.e2e;

/** Accounts in a stack's database, and transfers between them: however many there are, the sum stays. */
record Bank(Stack stack) {
    private static final int ACCOUNTS = 1000;
    private static final int EACH = 100;
    private static final String END = "/tmp/end-of-transfers";
    static final int SUM = ACCOUNTS * EACH;

    static Bank open(Stack stack) {
        Bank bank = new Bank(stack);
        bank.sql("create table account as select id, " + EACH + " as balance from generate_series(1," + ACCOUNTS
                + ") id");
        return bank;
    }

    private String sql(String query) {
        return stack.shell("database").run("psql -U postgres -d app -Atc \"" + query + "\"");
    }

    void startTransfers() {
        String any = "$((RANDOM % " + ACCOUNTS + " + 1))";
        String transfers = "while [ ! -e " + END + " ]; do echo \"begin;"
                + " update account set balance = balance - 1 where id = " + any + ";"
                + " update account set balance = balance + 1 where id = " + any + "; commit;\"; done |"
                + " psql -q -U postgres -d app >/dev/null 2>&1";
        stack.shell("database").run("nohup bash -c '" + transfers + "' >/dev/null 2>&1 &");
    }

    void endTransfers() {
        stack.shell("database").run("touch " + END);
    }

    int moved() {
        return Integer.parseInt(sql("select count(*) from account where balance <> " + EACH));
    }

    /** The sum of what a backup has of them. */
    static int sum(Workbench bench, String run) {
        return Integer.parseInt(bench.shell()
                .run("/tools/restic dump --no-lock --tag database,run=" + run + " latest database.dump |"
                        + " pg_restore -f - -a -t account |"
                        + " awk -F'\\t' '/^[0-9]+\\t/ { sum += $2 } END { print sum }'"));
    }
}

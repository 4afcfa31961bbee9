package dev.promptlib.operator.e2e;

import static org.awaitility.Awaitility.await;

/** Two tables of a stack that always change together, and a digest of all their rows that tells a mix of two states. */
record Halves(Stack stack) {
    static Halves create(Stack stack) {
        Halves halves = new Halves(stack);
        for (String table : new String[] {"left_half", "right_half"}) {
            halves.sql("create table " + table + " as select id, 'new' as word from generate_series(1, 2000) id");
        }
        return halves;
    }

    String sql(String query) {
        return stack.shell("database").run("psql -U postgres -d app -v ON_ERROR_STOP=1 -Atc \"" + query + "\"");
    }

    void write(String word) {
        sql("begin; update left_half set word = '" + word + "'; update right_half set word = '" + word + "'; commit");
    }

    /** Of the live database, as soon as it answers. */
    String digest() {
        await("the database").atMost(Stack.LIMIT).ignoreExceptions().until(() -> stack.shell("database")
                .attempt("psql -U postgres -d app -c 'select 1'")
                .succeeded());
        return sql(
                "select count(*) || ' ' || md5(string_agg(line, ',' order by line)) from (select 'left ' || l::text from"
                        + " left_half l union all select 'right ' || r::text from right_half r) lines (line)");
    }
}

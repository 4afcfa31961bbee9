package dev.promptlib.app.prompts;

import dev.promptlib.app.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prompts in PostgreSQL. Every change is one statement, so a prompt and its history never disagree. */
public final class PromptStore {
    private static final String COLUMNS = "id, version, title, body, tags, created_at, updated_at";
    private static final String KEEP =
            " returning *), kept as (insert into prompt_version (prompt_id, version, title, body, tags, created_at)"
                    + " select id, version, title, body, tags, updated_at from changed) select " + COLUMNS
                    + " from changed";

    private final Database database;

    /** Turns a row into a value. */
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    public PromptStore(Database database) {
        this.database = database;
    }

    public Page list(Search search) throws SQLException {
        List<Object> values = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        search.text().ifPresent(text -> {
            conditions.add("search @@ websearch_to_tsquery('english', ?)");
            values.add(text);
        });
        search.tag().ifPresent(tag -> {
            conditions.add("tags @> ?");
            values.add(List.of(tag));
        });
        String from = " from prompt" + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
        long total =
                query("select count(*)" + from, row -> row.getLong(1), values).get(0);
        String order = " order by ";
        if (search.text().isPresent()) {
            order += "ts_rank(search, websearch_to_tsquery('english', ?)) desc, ";
            values.add(search.text().get());
        }
        values.add(search.pageSize());
        values.add(search.offset());
        String select = "select " + COLUMNS + from + order + "updated_at desc, id desc limit ? offset ?";
        return new Page(query(select, PromptStore::prompt, values), search.page(), search.pageSize(), total);
    }

    public Optional<Prompt> find(long id) throws SQLException {
        return query("select " + COLUMNS + " from prompt where id = ?", PromptStore::prompt, List.of(id)).stream()
                .findFirst();
    }

    public List<PromptVersion> versions(long id) throws SQLException {
        return query(
                "select version, title, body, tags, created_at from prompt_version"
                        + " where prompt_id = ? order by version desc",
                row -> new PromptVersion(
                        row.getInt(1), row.getString(2), row.getString(3), tags(row, 4), time(row, "created_at")),
                List.of(id));
    }

    public Prompt add(Draft draft) throws SQLException {
        String insert = "with changed as (insert into prompt (title, body, tags) values (?, ?, ?)" + KEEP;
        return query(insert, PromptStore::prompt, List.of(draft.title(), draft.body(), draft.tags()))
                .get(0);
    }

    public Optional<Prompt> change(long id, Draft draft) throws SQLException {
        String update = "with changed as (update prompt set version = version + 1, title = ?, body = ?, tags = ?,"
                + " updated_at = now() where id = ?" + KEEP;
        return query(update, PromptStore::prompt, List.of(draft.title(), draft.body(), draft.tags(), id)).stream()
                .findFirst();
    }

    public boolean delete(long id) throws SQLException {
        return !query("delete from prompt where id = ? returning id", row -> row.getLong(1), List.of(id))
                .isEmpty();
    }

    public Totals totals() throws SQLException {
        return query(
                        "select (select count(*) from prompt), (select count(*) from prompt_version)",
                        row -> new Totals(row.getLong(1), row.getLong(2)),
                        List.of())
                .get(0);
    }

    private <T> List<T> query(String sql, Row<T> row, List<?> values) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) instanceof List<?> list) {
                    statement.setArray(i + 1, connection.createArrayOf("text", list.toArray()));
                } else {
                    statement.setObject(i + 1, values.get(i));
                }
            }
            try (ResultSet result = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row.read(result));
                }
                return rows;
            }
        }
    }

    private static Prompt prompt(ResultSet row) throws SQLException {
        return new Prompt(
                row.getLong(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                tags(row, 5),
                time(row, "created_at"),
                time(row, "updated_at"));
    }

    private static List<String> tags(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static String time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant().toString();
    }
}

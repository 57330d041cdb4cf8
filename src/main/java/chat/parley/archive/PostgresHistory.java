package chat.parley.archive;

import chat.parley.history.LogPage;
import chat.parley.history.PageSize;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads pages of messages.
final class PostgresHistory {

    /// What all see and what only this user sees have an index each, so that nobody's messages have to be skipped.
    private static final String PAGE = """
            WITH log AS (SELECT number FROM parley_room WHERE prefix = $1 AND room = $2 AND first_epoch = $3)
            SELECT m.seq, m.head, coalesce(CASE WHEN m.content IS NOT NULL THEN o.content END, m.content) AS content,
              m.rest, coalesce(o.edited, m.edited) AS edited, coalesce(o.reactions, m.reactions) AS reactions,
              (SELECT array_agg(r.emoji) FROM parley_reaction r WHERE r.room = m.room AND r.message = m.seq
                 AND r.person = $4 AND r.given) AS mine
            FROM (
              (SELECT * FROM parley_message WHERE room = (SELECT number FROM log) AND only_for IS NULL
                 AND seq > $5 AND seq < $6 %2$s ORDER BY seq %1$s LIMIT $7)
              UNION ALL
              (SELECT * FROM parley_message WHERE room = (SELECT number FROM log) AND only_for = $4
                 AND seq > $5 AND seq < $6 %2$s ORDER BY seq %1$s LIMIT $7)
            ) m
            LEFT JOIN parley_own_version o ON o.room = m.room AND o.message = m.seq AND o.person = $4
            ORDER BY m.seq %1$s LIMIT $7""";
    private static final String UP = PAGE.formatted("ASC", "");
    private static final String DOWN = PAGE.formatted("DESC", "");
    /// Times rise with the seq, but for a clock that stepped back.
    private static final String UP_SINCE = PAGE.formatted(
            "ASC",
            "AND seq >= (SELECT seq FROM parley_message WHERE room = (SELECT number FROM log) AND at >= $8"
                    + " ORDER BY at, seq LIMIT 1)");
    private static final int EMOJI = 0;

    private final Pool pool;
    private final String prefix;

    PostgresHistory(Pool pool, String prefix) {
        this.pool = pool;
        this.prefix = prefix;
    }

    Future<LogPage> page(ArchiveQuery query) {
        boolean since = query.since() > 0;
        Tuple values = Tuple.of(
                prefix,
                query.log().room().value(),
                query.log().first(),
                query.user(),
                query.above(),
                query.below(),
                query.limit() + 1);
        if (since) {
            values.addLong(query.since());
        }
        String sql = query.forward() ? since ? UP_SINCE : UP : DOWN;
        return pool.preparedQuery(sql).execute(values).map(rows -> {
            List<String> texts = new ArrayList<>();
            for (Row row : rows) {
                texts.add(listed(row));
            }
            boolean more = texts.size() > query.limit();
            if (more) {
                texts.removeLast();
            }
            if (!query.forward()) {
                Collections.reverse(texts);
            }
            return PageSize.fit(texts, query.forward(), more);
        });
    }

    /// A message as it appears in a list (protocol.md section 4); the scripts write the same.
    private static String listed(Row row) {
        String content = row.getString("content");
        StringBuilder text = new StringBuilder("{").append(row.getString("head"));
        if (content == null) {
            return text.append(row.getString("rest"))
                    .append(",\"deleted\":true}")
                    .toString();
        }
        text.append(content).append(row.getString("rest"));
        long edited = row.getLong("edited");
        if (edited != 0) {
            text.append(",\"edited\":").append(edited);
        }
        String reactions = row.getString("reactions");
        if (!reactions.isEmpty()) {
            text.append(",\"reactions\":{")
                    .append(reactions(reactions, row.getArrayOfStrings("mine")))
                    .append('}');
        }
        return text.append('}').toString();
    }

    private static String reactions(String lines, String @Nullable [] mine) {
        Set<String> own = mine == null ? Set.of() : new HashSet<>(List.of(mine));
        List<String> kinds = new ArrayList<>();
        for (String line : lines.split("\n", -1)) {
            String[] parts = line.split("\t", -1);
            if (parts.length == 2) {
                kinds.add(parts[EMOJI] + ":{\"count\":" + parts[1] + ",\"mine\":" + own.contains(parts[EMOJI]) + "}");
            }
        }
        return String.join(",", kinds);
    }
}

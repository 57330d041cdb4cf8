package chat.parley.archive;

import chat.parley.protocol.EntryKind;
import chat.parley.reader.LogPart;
import chat.parley.reader.LoggedEntry;
import chat.parley.reader.MessageState;
import chat.parley.reader.MessageVersion;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stores a part of a log in a transaction: a few statements, however many entries it has.
final class PostgresPart {

    private static final String MESSAGES = """
            INSERT INTO parley_message AS m (room, as_of, id, seq, at, head, content, rest, only_for, edited, reactions)
            SELECT $1, $2, * FROM unnest($3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[],
              $9::text[], $10::bigint[], $11::text[])
            ON CONFLICT (room, id) DO UPDATE SET as_of = excluded.as_of, seq = excluded.seq, at = excluded.at,
              head = excluded.head, content = excluded.content, rest = excluded.rest, only_for = excluded.only_for,
              edited = excluded.edited, reactions = excluded.reactions, lost = false
            WHERE m.as_of <= excluded.as_of""";

    private static final String VERSIONS = """
            UPDATE parley_message m SET as_of = $2, content = v.content, edited = v.edited, reactions = v.reactions
            FROM unnest($3::bigint[], $4::text[], $5::bigint[], $6::text[]) v (seq, content, edited, reactions)
            WHERE m.room = $1 AND m.seq = v.seq AND m.as_of <= $2""";

    private static final String DELETED = """
            UPDATE parley_message SET content = NULL, edited = 0, reactions = ''
            WHERE room = $1 AND seq = ANY($2::bigint[])
              AND (content IS NOT NULL OR edited <> 0 OR reactions <> '')""";

    private static final String OWN_VERSIONS = """
            INSERT INTO parley_own_version AS o (room, as_of, message, person, content, edited, reactions)
            SELECT $1, $2, * FROM unnest($3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::text[])
            ON CONFLICT (room, message, person) DO UPDATE SET as_of = excluded.as_of, content = excluded.content,
              edited = excluded.edited, reactions = excluded.reactions
            WHERE o.as_of <= excluded.as_of""";

    private static final String CHANGES = """
            INSERT INTO parley_change AS c (room, id, seq, at, kind, message, head, only_for)
            SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::bigint[], $7::text[],
              $8::text[])
            ON CONFLICT (room, id) DO UPDATE SET seq = excluded.seq, at = excluded.at, kind = excluded.kind,
              message = excluded.message, head = excluded.head, only_for = excluded.only_for
            WHERE c.seq <= excluded.seq""";

    private static final String REACTIONS = """
            INSERT INTO parley_reaction AS r (room, message, person, emoji, given, seq)
            SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::boolean[], $6::bigint[])
            ON CONFLICT (room, message, person, emoji) DO UPDATE SET given = excluded.given, seq = excluded.seq
            WHERE r.seq <= excluded.seq""";

    /// A version of a message that one user sees.
    private record Own(long message, String user, MessageVersion version) {}

    private final SqlConnection connection;
    private final long room;
    private final LogPart part;
    private final Map<Long, MessageState> states = new HashMap<>();
    private final Set<Long> deleted = new HashSet<>();

    PostgresPart(SqlConnection connection, long room, LogPart part) {
        this.connection = connection;
        this.room = room;
        this.part = part;
        for (MessageState state : part.messages()) {
            states.put(state.seq(), state);
            if (state.known() && state.common().deleted()) {
                deleted.add(state.seq());
            }
        }
        for (LoggedEntry entry : part.entries()) {
            if (entry.kind() == EntryKind.DELETE) {
                deleted.add(entry.message());
            }
        }
    }

    Future<Void> store() {
        return messages()
                .compose(_ -> versions())
                .compose(_ -> ownVersions())
                .compose(_ -> changes())
                .compose(_ -> reactions())
                .compose(_ -> deletions());
    }

    private Future<Void> messages() {
        Map<String, LoggedEntry> latest = new LinkedHashMap<>();
        for (LoggedEntry entry : part.entries()) {
            if (entry.kind() == EntryKind.MESSAGE) {
                latest.put(entry.id(), entry);
            }
        }
        List<LoggedEntry> rows = List.copyOf(latest.values());
        return run(
                MESSAGES,
                rows,
                List.of(room, part.head()),
                new Columns<>(rows)
                        .texts(LoggedEntry::id)
                        .numbers(LoggedEntry::seq)
                        .numbers(LoggedEntry::at)
                        .texts(LoggedEntry::fields)
                        .texts(entry -> content(version(entry)))
                        .texts(LoggedEntry::rest)
                        .texts(entry -> entry.only().orElse(null))
                        .numbers(entry -> version(entry).edited())
                        .texts(entry -> version(entry).reactions()));
    }

    private MessageVersion version(LoggedEntry message) {
        MessageState state = states.get(message.seq());
        if (state == null) {
            throw new IllegalStateException("expected the present version of each message of a part");
        }
        return state.common();
    }

    private static @Nullable String content(MessageVersion version) {
        return version.deleted() ? null : version.content();
    }

    /// Messages of earlier parts that this one changes.
    private Future<Void> versions() {
        Set<Long> own = new HashSet<>();
        part.entries().stream()
                .filter(entry -> entry.kind() == EntryKind.MESSAGE)
                .forEach(entry -> own.add(entry.seq()));
        List<MessageState> rows = part.messages().stream()
                .filter(state -> state.known() && !state.common().deleted() && !own.contains(state.seq()))
                .toList();
        return run(
                VERSIONS,
                rows,
                List.of(room, part.head()),
                new Columns<>(rows)
                        .numbers(MessageState::seq)
                        .texts(state -> state.common().content())
                        .numbers(state -> state.common().edited())
                        .texts(state -> state.common().reactions()));
    }

    private Future<Void> ownVersions() {
        List<Own> rows = new ArrayList<>();
        for (MessageState state : part.messages()) {
            if (!deleted.contains(state.seq())) {
                state.own().forEach((user, version) -> rows.add(new Own(state.seq(), user, version)));
            }
        }
        return run(
                OWN_VERSIONS,
                rows,
                List.of(room, part.head()),
                new Columns<>(rows)
                        .numbers(Own::message)
                        .texts(Own::user)
                        .texts(own -> own.version().content())
                        .numbers(own -> own.version().edited())
                        .texts(own -> own.version().reactions()));
    }

    private Future<Void> changes() {
        Map<String, LoggedEntry> latest = new LinkedHashMap<>();
        for (LoggedEntry entry : part.entries()) {
            if (entry.kind() != EntryKind.MESSAGE) {
                latest.put(entry.id(), entry);
            }
        }
        List<LoggedEntry> rows = List.copyOf(latest.values());
        return run(
                CHANGES,
                rows,
                List.of(room),
                new Columns<>(rows)
                        .texts(LoggedEntry::id)
                        .numbers(LoggedEntry::seq)
                        .numbers(LoggedEntry::at)
                        .texts(entry -> entry.kind().wire())
                        .numbers(LoggedEntry::message)
                        .texts(LoggedEntry::fields)
                        .texts(entry -> entry.only().orElse(null)));
    }

    private Future<Void> reactions() {
        record Key(long message, String user, String emoji) {}
        record Given(Key key, boolean on, long seq) {}
        Map<Key, Given> latest = new LinkedHashMap<>();
        for (LoggedEntry entry : part.entries()) {
            if (!deleted.contains(entry.message())) {
                entry.reaction().ifPresent(reaction -> {
                    Key key = new Key(entry.message(), entry.user(), reaction.emoji());
                    latest.put(key, new Given(key, reaction.on(), entry.seq()));
                });
            }
        }
        List<Given> rows = List.copyOf(latest.values());
        return run(
                REACTIONS,
                rows,
                List.of(room),
                new Columns<>(rows)
                        .numbers(given -> given.key().message())
                        .texts(given -> given.key().user())
                        .texts(given -> given.key().emoji())
                        .flags(Given::on)
                        .numbers(Given::seq));
    }

    /// A deletion leaves nothing of a message but its place.
    private Future<Void> deletions() {
        List<Long> rows = List.copyOf(deleted);
        Columns<Long> seqs = new Columns<>(rows).numbers(Long::longValue);
        return run(DELETED, rows, List.of(room), seqs)
                .compose(_ -> run(
                        "DELETE FROM parley_own_version WHERE room = $1 AND message = ANY($2::bigint[])",
                        rows,
                        List.of(room),
                        seqs))
                .compose(_ -> run(
                        "DELETE FROM parley_reaction WHERE room = $1 AND message = ANY($2::bigint[])",
                        rows,
                        List.of(room),
                        seqs));
    }

    private <T> Future<Void> run(String sql, List<T> rows, List<Object> first, Columns<T> columns) {
        if (rows.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Object> values = new ArrayList<>(first);
        values.addAll(columns.arrays());
        return connection.preparedQuery(sql).execute(Tuple.wrap(values)).mapEmpty();
    }
}

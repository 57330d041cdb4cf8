package chat.parley.archive;

import chat.parley.history.LogPage;
import chat.parley.reader.EpochEnd;
import chat.parley.reader.LogGap;
import chat.parley.reader.LogPart;
import chat.parley.reader.RoomLog;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/// The archive in PostgreSQL, 15 or later.
public final class PostgresArchive implements Archive {

    private static final String NUMBER =
            "SELECT number FROM parley_room WHERE prefix = $1 AND room = $2 AND first_epoch = $3 FOR UPDATE";
    private static final String CURSOR =
            "SELECT cursor FROM parley_room" + " WHERE prefix = $1 AND room = $2 AND first_epoch = $3";
    private static final String ROOM =
            "INSERT INTO parley_room (prefix, room, first_epoch) VALUES ($1, $2, $3)" + " ON CONFLICT DO NOTHING";
    private static final String ADVANCE = "UPDATE parley_room SET cursor = greatest(cursor, $2) WHERE number = $1";
    private static final String GO_BACK = "UPDATE parley_room SET cursor = least(cursor, $2) WHERE number = $1";
    private static final String MARK_LOST =
            "UPDATE parley_message SET lost = true WHERE room = $1 AND seq > $2 AND seq <= $3";
    private static final String FORGET_CHANGES = "DELETE FROM parley_change WHERE room = $1 AND seq > $2 AND seq <= $3";
    private static final String FORGET_REACTIONS =
            "DELETE FROM parley_reaction WHERE room = $1 AND seq > $2 AND seq <= $3";
    private static final String GAP = "INSERT INTO parley_gap (room, first_seq, last_seq) VALUES ($1, $2, $3)"
            + " ON CONFLICT (room, first_seq) DO UPDATE SET last_seq = excluded.last_seq";

    private final Pool pool;
    private final String prefix;
    private final PostgresSchema schema;
    private final PostgresHistory history;

    /// @param prefix of the installation, several of which may share a database
    public PostgresArchive(Pool pool, String prefix) {
        this.pool = pool;
        this.prefix = prefix;
        this.schema = new PostgresSchema(pool);
        this.history = new PostgresHistory(pool, prefix);
    }

    @Override
    public Future<Void> prepare() {
        return schema.prepare();
    }

    @Override
    public Future<Long> cursor(RoomLog log) {
        return pool.preparedQuery(CURSOR)
                .execute(name(log))
                .compose(rows -> rows.size() > 0
                        ? Future.succeededFuture(rows.iterator().next().getLong(0))
                        : pool.preparedQuery(ROOM).execute(name(log)).map(0L));
    }

    @Override
    public Future<Void> store(LogPart part, long cursor) {
        return inRoom(
                part.log(),
                (connection, room) -> new PostgresPart(connection, room, part)
                        .store()
                        .compose(_ -> connection.preparedQuery(ADVANCE).execute(Tuple.of(room, cursor)))
                        .mapEmpty());
    }

    @Override
    public Future<Void> lost(RoomLog log, EpochEnd end) {
        return inRoom(log, (connection, room) -> {
            Tuple range = Tuple.of(room, end.last(), end.base());
            return connection
                    .preparedQuery(MARK_LOST)
                    .execute(range)
                    .compose(_ -> connection.preparedQuery(FORGET_CHANGES).execute(range))
                    .compose(_ -> connection.preparedQuery(FORGET_REACTIONS).execute(range))
                    .compose(_ -> connection.preparedQuery(GO_BACK).execute(Tuple.of(room, end.last())))
                    .mapEmpty();
        });
    }

    @Override
    public Future<Void> missed(RoomLog log, LogGap gap) {
        return inRoom(
                log,
                (connection, room) -> connection
                        .preparedQuery(GAP)
                        .execute(Tuple.of(room, gap.from(), gap.to()))
                        .mapEmpty());
    }

    @Override
    public Future<LogPage> page(ArchiveQuery query) {
        return history.page(query);
    }

    /// Runs a transaction with the number of the room, whose row it locks: two readers of one room, which happens while
    /// one hands over to the other, follow each other.
    private Future<Void> inRoom(RoomLog log, InRoom work) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(NUMBER)
                .execute(name(log))
                .compose(rows -> rows.size() > 0
                        ? work.run(connection, rows.iterator().next().getLong(0))
                        : Future.failedFuture(
                                new IllegalStateException("expected a room whose cursor was asked for before"))));
    }

    private Tuple name(RoomLog log) {
        return Tuple.of(prefix, log.room().value(), log.first());
    }

    private interface InRoom {
        Future<Void> run(SqlConnection connection, long room);
    }
}

package chat.parley.archive;

import static chat.parley.kit.Store.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import chat.parley.dev.OwnPostgres;
import chat.parley.dev.OwnRedis;
import chat.parley.history.Entry;
import chat.parley.history.StoredEntry;
import chat.parley.presence.Pod;
import chat.parley.protocol.Change;
import chat.parley.protocol.ChangeBody;
import chat.parley.protocol.Cid;
import chat.parley.protocol.Command;
import chat.parley.protocol.Emoji;
import chat.parley.protocol.Json;
import chat.parley.protocol.MessageRef;
import chat.parley.protocol.MessageText;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.reader.HandMadeReaders;
import chat.parley.reader.RedisEntries;
import chat.parley.reader.RoomLog;
import chat.parley.room.RoomFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/// Rooms in a real Redis, and an archive in a real PostgreSQL.
final class ArchiveFixture implements AutoCloseable {
    private static final AtomicInteger CIDS = new AtomicInteger();
    private static final long END = Long.MAX_VALUE;

    private final OwnRedis redis = new OwnRedis();
    private final OwnPostgres postgres = new OwnPostgres();
    private final RoomFixture rooms;
    private final Pool pool;
    private final Archive archive;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<HandMadeReaders> readers = new ArrayList<>();

    /// @param settings `name=value`
    ArchiveFixture(List<String> settings) {
        rooms = new RoomFixture(redis, "here", settings);
        pool = postgres.pool(rooms.store().vertx());
        archive = new PostgresArchive(pool, "parley");
    }

    OwnRedis redis() {
        return redis;
    }

    OwnPostgres postgres() {
        return postgres;
    }

    RoomFixture rooms() {
        return rooms;
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    Archive archive() {
        return archive;
    }

    /// Starts the readers of a pod.
    HandMadeReaders reads(String pod) {
        HandMadeReaders started = new HandMadeReaders(
                rooms.store(),
                rooms.append(),
                new Pod(Optional.of(pod)),
                new ArchiveConsumer(new ArchiveSwitch(Optional.of(archive)), meters));
        readers.add(started);
        return started;
    }

    StoredEntry edits(User user, RoomId room, long seq, String text) {
        return changes(user, new Change.Edit(Optional.empty(), room, MessageRef.at(seq), cid(), text));
    }

    StoredEntry deletes(User user, RoomId room, long seq) {
        return changes(user, new Change.Delete(Optional.empty(), room, MessageRef.at(seq), cid()));
    }

    StoredEntry reacts(User user, RoomId room, long seq, String emoji, boolean on) {
        return changes(user, new Change.React(Optional.empty(), room, MessageRef.at(seq), cid(), new Emoji(emoji), on));
    }

    StoredEntry changes(User user, Change change) {
        return result(rooms.append().append(change.room(), Entry.of(new ChangeBody(user, change))));
    }

    static Cid cid() {
        return new Cid("c" + CIDS.incrementAndGet());
    }

    RoomLog log(RoomId room) {
        return result(new RedisEntries(rooms.store().store()).after(room, 0, 0, 0))
                .orElseThrow()
                .log();
    }

    /// Waits until the archive has everything of the room.
    void catchesUp(RoomId room) {
        long head = result(rooms.log().head(room)).orElseThrow().position().seq();
        await().atMost(40, SECONDS).ignoreExceptions().until(() -> result(archive.cursor(log(room))) >= head);
    }

    /// All messages that Redis has, as the user sees them.
    List<String> stored(RoomId room, User user) {
        List<String> all = new ArrayList<>();
        OptionalLong before = OptionalLong.empty();
        boolean more = true;
        while (more) {
            var page = result(rooms.log()
                    .page(
                            user.id(),
                            new Command.History(
                                    Optional.empty(), room, before, OptionalLong.empty(), OptionalLong.empty(), 100)));
            List<String> texts = page.messages().stream().map(Json::text).toList();
            all.addAll(0, texts);
            more = page.more();
            before = texts.isEmpty() ? before : OptionalLong.of(seq(texts.getFirst()));
        }
        return all;
    }

    /// All messages that the archive has, as the user sees them.
    List<String> archived(RoomId room, User user) {
        List<String> all = new ArrayList<>();
        long below = END;
        boolean more = true;
        while (more) {
            var page = result(archive.page(new ArchiveQuery(log(room), user.id(), 0, below, 0, false, 100)));
            List<String> texts = page.messages().stream().map(Json::text).toList();
            all.addAll(0, texts);
            more = page.more();
            below = texts.isEmpty() ? below : seq(texts.getFirst());
        }
        return all;
    }

    private static long seq(String message) {
        return MessageText.seq(message);
    }

    /// The first column of what a query finds.
    List<String> query(String sql) {
        List<String> found = new ArrayList<>();
        for (Row row : result(pool.query(sql).execute())) {
            found.add(String.valueOf(row.getValue(0)));
        }
        return found;
    }

    @Override
    public void close() {
        readers.forEach(HandMadeReaders::close);
        result(pool.close());
        rooms.close();
        postgres.close();
        redis.close();
    }
}

package chat.parley.room;

import chat.parley.protocol.Command.Rooms;
import chat.parley.protocol.FoldedText;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Query;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;
import chat.parley.protocol.RoomLine;
import chat.parley.protocol.RoomsPage;
import chat.parley.protocol.Title;
import chat.parley.store.KeyPrefix;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import chat.parley.store.ScriptCall;
import chat.parley.store.StoreClock;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The list of public rooms, the most recently active first. It is stored separately from the rooms and lags
/// behind them by a second at most: updates are batched, so that a busy room costs one write a second.
@Singleton
public final class RedisDirectory {

    static final int PAGE = 50;

    private static final RedisScript PAGE_OF = RedisScript.of("lib/directory-index.lua", "directory-page.lua");
    private static final RedisScript NAMED = RedisScript.of("lib/directory-index.lua", "directory-put.lua");
    private static final RedisScript IDLE = RedisScript.of("lib/clock.lua", "lib/cap-times.lua", "idle.lua");
    private static final RedisScript UNNAMED = RedisScript.of("lib/directory-index.lua", "directory-remove.lua");
    private static final RedisScript UNINDEXED = RedisScript.of("directory-unindexed.lua");
    private static final RedisScript INDEX = RedisScript.of("lib/directory-index.lua", "directory-index.lua");
    private static final Pattern CURSOR = Pattern.compile("[nr][0-9]{1,5}");
    private static final long PUBLISH_MS = 1_000;
    /// Rooms that a neighbouring release adds or retitles are found this much later at most.
    private static final long CHECKED_MS = 60_000;
    /// How many rooms one script checks or indexes: a title has up to 40 words.
    private static final int AT_ONCE = 200;

    private static final int INDEXED_AT_ONCE = 25;

    private final Vertx vertx;
    private final RedisStore store;
    /// The list itself.
    private final String list;
    /// The titles, and the names for searching. The list's key is their hash tag: a page needs all of them, so
    /// they have to be in one slot.
    private final String titles;

    private final String names;
    /// What is indexed of each room, the index, and whether it was checked lately.
    private final String words;

    private final String starts;
    private final String checked;
    private final RedisRooms rooms;
    private final StoreClock clock;
    private final SharedWork<String> checking;
    private final Set<RoomId> active = ConcurrentHashMap.newKeySet();

    public RedisDirectory(Vertx vertx, RedisStore store, RedisRooms rooms, StoreClock clock) {
        this.vertx = vertx;
        this.store = store;
        this.list = store.prefix().key("rooms");
        this.titles = beside("titles");
        this.names = beside("names");
        this.words = beside("words");
        this.starts = beside("starts");
        this.checked = beside("checked");
        this.rooms = rooms;
        this.clock = clock;
        this.checking = new SharedWork<>(vertx);
    }

    private String beside(String name) {
        return store.prefix().key("{" + list + "}:" + name);
    }

    /// The topic of changed rooms, to which pods with watching sessions subscribe.
    String topic() {
        return topic(store.prefix());
    }

    static String topic(KeyPrefix prefix) {
        return prefix.key("rooms:feed");
    }

    void started(@Observes StartupEvent start) {
        vertx.setPeriodic(PUBLISH_MS, _ -> publishChanges());
    }

    /// Marks a room as active.
    void markActive(RoomId room) {
        if (room.kind() == RoomKind.PUBLIC) {
            active.add(room);
        }
    }

    /// Adds a new room; it is on the list when the future completes.
    Future<Void> made(RoomId room) {
        return store.run(put(room, "", clock.millis())).mapEmpty();
    }

    /// Sets a room's title. The list is searched in lower case.
    Future<Void> titled(RoomId room, Title title) {
        return store.run(put(room, title.value().toLowerCase(Locale.ROOT), ""))
                .compose(_ -> store.send(Command.PUBLISH, topic(), room.value()))
                .mapEmpty();
    }

    /// Notifies watchers of a room of which the list itself stores nothing new.
    Future<Void> changed(RoomId room) {
        return store.send(Command.PUBLISH, topic(), room.value()).mapEmpty();
    }

    private ScriptCall put(RoomId room, String title, Object at) {
        return NAMED.call()
                .key("rooms", list)
                .key("titles", titles)
                .key("names", names)
                .key("words", words)
                .key("starts", starts)
                .arg("room", room.value())
                .arg("title", title)
                .arg("at", at)
                .arg("lines", lines(room.value(), title));
    }

    /// A page of the list.
    Future<RoomsPage> page(Rooms command) {
        String prefix = command.query().map(Query::folded).orElse("");
        String cursor = cursor(command.cursor());
        return (prefix.isEmpty() ? Future.<Void>succeededFuture() : indexed())
                .compose(_ -> store.run(PAGE_OF.call()
                        .key("rooms", list)
                        .key("words", words)
                        .key("starts", starts)
                        .arg("prefix", prefix)
                        .arg("cursor", cursor)
                        .arg("limit", PAGE)))
                .compose(answer -> lines(found(answer)).map(lines -> {
                    String next = answer.get(1).toString();
                    return new RoomsPage(
                            lines, answer.get(0).toLong(), next.isEmpty() ? Optional.empty() : Optional.of(next));
                }));
    }

    /// The number of public rooms.
    Future<Long> total() {
        return store.send(Command.ZCARD, list).map(Response::toLong);
    }

    /// The lines of these rooms, without rooms that do not exist any more.
    Future<List<RoomLine>> lines(Collection<RoomId> wanted) {
        List<Future<Optional<RoomLine>>> lines =
                wanted.stream().map(rooms::line).toList();
        return Future.all(lines)
                .map(all -> all.<Optional<RoomLine>>list().stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    /// A page of the public rooms that were not used for this time.
    Future<List<RoomId>> idleFor(long millis, int skip, int most) {
        return store.run(IDLE.call()
                        .key("times", list)
                        .arg("idle", millis)
                        .arg("limit", most)
                        .arg("skip", skip))
                .map(answer -> {
                    List<RoomId> idle = new ArrayList<>();
                    answer.forEach(room -> idle.add(new RoomId(room.toString())));
                    return idle;
                });
    }

    /// Removes a deleted room from the list and notifies watchers.
    Future<Void> gone(RoomId room) {
        return store.run(UNNAMED.call()
                        .key("rooms", list)
                        .key("titles", titles)
                        .key("names", names)
                        .key("words", words)
                        .key("starts", starts)
                        .arg("room", room.value()))
                .compose(_ -> store.send(Command.PUBLISH, topic(), room.value()))
                .mapEmpty();
    }

    /// The index knows every room, as far as it was checked lately.
    private Future<Void> indexed() {
        return store.send(Command.EXISTS, checked)
                .compose(known -> known.toInteger() == 1
                        ? Future.succeededFuture()
                        : checking.run(list, () -> check("0"))
                                .compose(_ -> store.send(Command.SET, checked, "", "PX", CHECKED_MS)
                                        .mapEmpty()));
    }

    /// Indexes the rooms of which another release did not, from this cursor on.
    private Future<Void> check(String from) {
        return store.run(UNINDEXED
                        .call()
                        .key("rooms", list)
                        .key("titles", titles)
                        .key("words", words)
                        .arg("cursor", from)
                        .arg("count", AT_ONCE))
                .compose(answer -> {
                    String next = answer.get(0).toString();
                    return index(answer, 1).compose(_ -> next.equals("0") ? Future.succeededFuture() : check(next));
                });
    }

    private Future<Void> index(Response rooms, int from) {
        if (from >= rooms.size()) {
            return Future.succeededFuture();
        }
        ScriptCall call = INDEX.call()
                .key("rooms", list)
                .key("titles", titles)
                .key("words", words)
                .key("starts", starts);
        int end = Math.min(rooms.size(), from + 2 * INDEXED_AT_ONCE);
        for (int i = from; i < end; i += 2) {
            String room = rooms.get(i).toString();
            String title = rooms.get(i + 1).toString();
            call.arg("room", room).arg("title", title).arg("lines", lines(room, title));
        }
        return store.run(call).compose(_ -> index(rooms, end));
    }

    /// What is indexed of a room.
    private static String lines(String room, String title) {
        SequencedSet<String> starts = new LinkedHashSet<>(FoldedText.indexed(room));
        starts.addAll(FoldedText.indexed(title));
        return String.join("\n", starts);
    }

    private void publishChanges() {
        List<RoomId> now = List.copyOf(active);
        if (now.isEmpty()) {
            return;
        }
        now.forEach(active::remove);
        List<Object> args = new ArrayList<>(1 + 2 * now.size());
        args.add(list);
        long at = clock.millis();
        now.forEach(room -> {
            args.add(at);
            args.add(room.value());
        });
        String changed = String.join(" ", now.stream().map(RoomId::value).toList());
        store.send(Command.ZADD, args.toArray())
                .compose(_ -> store.send(Command.PUBLISH, topic(), changed))
                .onFailure(_ -> active.addAll(now));
    }

    private static List<RoomId> found(Response answer) {
        List<RoomId> found = new ArrayList<>();
        for (int i = 2; i < answer.size(); i++) {
            found.add(new RoomId(answer.get(i).toString()));
        }
        return found;
    }

    private static String cursor(Optional<String> requested) {
        String cursor = requested.orElse("");
        if (!cursor.isEmpty() && !CURSOR.matcher(cursor).matches()) {
            throw Problem.badRequest("cursor: expected the cursor of an earlier reply, or none");
        }
        return cursor;
    }
}

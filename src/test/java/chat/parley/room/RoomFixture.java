package chat.parley.room;

import static chat.parley.kit.Store.result;

import chat.parley.dev.OwnRedis;
import chat.parley.history.Entry;
import chat.parley.history.RedisAppend;
import chat.parley.history.RedisLog;
import chat.parley.history.StoredEntry;
import chat.parley.history.TravelledAppend;
import chat.parley.identity.RedisUsers;
import chat.parley.keyspace.RoomKeys;
import chat.parley.kit.Settings;
import chat.parley.kit.Store;
import chat.parley.limits.LimitsConfig;
import chat.parley.limits.RedisQuota;
import chat.parley.presence.Pod;
import chat.parley.protocol.BodyParts;
import chat.parley.protocol.Cid;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.MembersPage;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
import chat.parley.trace.Step;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Rooms as one pod's scripts keep them in a real Redis, with nothing above: no sessions, no sockets.
public final class RoomFixture implements AutoCloseable {
    private static final AtomicInteger NEXT = new AtomicInteger();
    /// Enough that no limit refuses anybody.
    public static final List<String> TALKATIVE =
            List.of("parley.limits.messages-per-second=100000", "parley.limits.messages-burst=100000");

    private final Store store;
    private final Pod pod;
    private final RedisRooms rooms;
    private final RedisMembers members;
    private final RedisAppend append;
    private final RedisAppend silent;
    private final RedisLog log;
    private long travelled;

    /// @param host the first part of the pod's name
    /// @param given settings, `name=value`
    public RoomFixture(OwnRedis redis, String host, List<String> given) {
        String[] settings = given.toArray(String[]::new);
        store = new Store(redis.address());
        pod = new Pod(Optional.of(host));
        rooms = new RedisRooms(store.store(), new FrameWriter(), pod);
        members = new RedisMembers(store.store());
        append = TravelledAppend.of(store, settings);
        silent = TravelledAppend.silent(store, settings);
        log = new RedisLog(store.store());
    }

    public Store store() {
        return store;
    }

    public Pod pod() {
        return pod;
    }

    RedisRooms rooms() {
        return rooms;
    }

    /// A page of all members.
    Future<MembersPage> members(String asking, RoomId room, MembersCursor from) {
        return members.page(asking, room, from).map(answer -> RedisMembersAnswer.read(answer, room, from));
    }

    /// Lists of members, found by name or by what was done to them, too.
    RedisMemberLists memberLists() {
        return new RedisMemberLists(store.vertx(), members, users());
    }

    /// The users' own records.
    RedisUsers users() {
        return new RedisUsers(store.store(), new RedisQuota(store.store()), Settings.of(LimitsConfig.class));
    }

    public RedisAppend append() {
        return append;
    }

    public RedisLog log() {
        return log;
    }

    /// A room that no other test uses.
    public static RoomId room() {
        return new RoomId("room-" + NEXT.incrementAndGet());
    }

    /// A user that no other test uses.
    public static User user(String name) {
        return new User("u%019d".formatted(NEXT.incrementAndGet()), name);
    }

    public RoomState joins(User user, RoomId room) {
        return joins(user, room, Optional.empty());
    }

    RoomState joins(User user, RoomId room, Optional<Position> since) {
        return result(rooms.join(user, room, ResumeRequest.whole(since), true))
                .orElseThrow()
                .state();
    }

    /// The room state for a member with this position.
    RoomState looks(User user, RoomId room, Position since) {
        return result(rooms.state(user, room, ResumeRequest.whole(Optional.of(since)), false))
                .state();
    }

    /// The room before the part that a member with this position has to receive again.
    RoomState before(User user, RoomId room, Position since) {
        return result(rooms.state(user, room, ResumeRequest.whole(Optional.of(since)), false))
                .before();
    }

    RoomState looks(User user, RoomId room) {
        return result(rooms.state(user, room, ResumeRequest.brief(Optional.empty()), false))
                .state();
    }

    public Future<StoredEntry> sends(User user, RoomId room, String cid, String... mentions) {
        return append.append(room, entry(user, cid, "", mentions));
    }

    /// The same, traced below the frame with which it arrived.
    public Future<StoredEntry> sends(User user, RoomId room, String cid, Step frame) {
        return append.append(room, entry(user, cid, ""), frame);
    }

    /// Stores a message that pub/sub loses.
    StoredEntry saysUnheard(User user, RoomId room, String cid) {
        return result(silent.append(room, entry(user, cid, "")));
    }

    /// Stores a message that is not shown to one session.
    StoredEntry saysToOthers(User user, RoomId room, String cid, String leftOut) {
        return result(append.append(room, entry(user, cid, leftOut)));
    }

    private static Entry entry(User user, String cid, String leftOut, String... mentions) {
        String body = "\"id\":\"" + user.id() + "." + cid + "\",\"from\":{\"id\":\"" + user.id() + "\",\"name\":\""
                + user.name() + "\"}";
        return new Entry(
                user.id(),
                new Cid(cid),
                leftOut,
                Optional.empty(),
                List.of(mentions),
                new BodyParts(body, ",\"text\":\"" + cid + "\"", ""));
    }

    public StoredEntry says(User user, RoomId room, String cid, String... mentions) {
        return result(sends(user, room, cid, mentions));
    }

    /// This many messages, all in flight at once.
    List<StoredEntry> saysMany(User user, RoomId room, int count) {
        int number = NEXT.incrementAndGet();
        List<Future<StoredEntry>> all = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> sends(user, room, "many-" + number + "-" + i))
                .toList());
        return all.stream().map(Store::result).toList();
    }

    /// Advances the clock of the append script.
    void travels(long millis) {
        travelled += millis;
        store.asks(Command.SET, "parley:test:clock", travelled);
    }

    /// No time passes in the store except by [#travels], until it [#goesOn].
    void standsStill() {
        store.asks(Command.SET, "parley:test:still", System.currentTimeMillis() * 1_000);
    }

    void goesOn() {
        store.asks(Command.DEL, "parley:test:still");
    }

    long entries(RoomId room) {
        return Long.parseLong(store.text(Command.XLEN, new RoomKeys(KeyPrefix.USUAL, room).log()));
    }

    /// Takes an entry out of a room's log as deleting a message does, without adding the entry that announces
    /// it.
    void takesOut(RoomId room, long seq) {
        RoomKeys keys = new RoomKeys(KeyPrefix.USUAL, room);
        asks(Command.ZADD, keys.deleted(), seq, seq);
        asks(Command.HDEL, keys.texts(), seq);
    }

    private Response asks(Command command, Object... args) {
        return Objects.requireNonNull(store.asks(command, args));
    }

    @Override
    public void close() {
        store.close();
    }
}
